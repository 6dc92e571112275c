package io.github.memorypoolnvse.platform.windows;

import com.sun.jna.platform.win32.Kernel32;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A kernel32 made of answers by name; every call is written down, an unexpected one fails. */
final class FakeKernel {

    final List<String> calls = new ArrayList<>();
    private final Map<String, Function<Object[], Object>> answers = new HashMap<>();
    int lastError;

    FakeKernel() {
        answer("GetLastError", _ -> lastError);
        answer("CloseHandle", _ -> true);
    }

    FakeKernel answer(String function, Function<Object[], Object> answer) {
        answers.put(function, answer);
        return this;
    }

    Kernel32 kernel() {
        InvocationHandler handler = (_, method, arguments) -> {
            Function<Object[], Object> answer = answers.get(method.getName());
            if (answer == null) {
                throw new AssertionError("Unexpected call of " + method.getName());
            }
            if (!method.getName().equals("GetLastError")) {
                calls.add(method.getName());
            }
            return answer.apply(arguments == null ? new Object[0] : arguments);
        };
        return (Kernel32) Proxy.newProxyInstance(Kernel32.class.getClassLoader(), new Class<?>[] {Kernel32.class}, handler);
    }
}

/* A DLL that would be a plugin if it did not export more than fifty names: it is never loaded. */
#include <windows.h>

#define EXPORT(name)                                                                                         \
    __declspec(dllexport) int name(void) {                                                                   \
        return 1;                                                                                            \
    }
#define TEN(name)                                                                                            \
    EXPORT(name##0)                                                                                          \
    EXPORT(name##1)                                                                                          \
    EXPORT(name##2) EXPORT(name##3) EXPORT(name##4) EXPORT(name##5) EXPORT(name##6) EXPORT(name##7)          \
        EXPORT(name##8) EXPORT(name##9)

TEN(one) TEN(two) TEN(three) TEN(four) TEN(five) EXPORT(NVSEPlugin_Query) EXPORT(NVSEPlugin_Load)

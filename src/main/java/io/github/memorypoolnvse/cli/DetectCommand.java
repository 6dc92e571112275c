package io.github.memorypoolnvse.cli;

import io.github.memorypoolnvse.InstallBadge;
import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.find.Detection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Lists every install on the machine. */
@Command(name = "detect", mixinStandardHelpOptions = true)
final class DetectCommand implements Callable<Integer> {

    private final ManagerContext context;
    private final Console console;

    @Option(names = "--json", descriptionKey = "cli.option.json")
    private boolean json;

    DetectCommand(ManagerContext context, Console console) {
        this.context = context;
        this.console = console;
    }

    @Override
    public Integer call() {
        Detection detection = context.detector().detect();
        if (json) {
            console.print(JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build()
                    .writeValueAsString(view(detection)));
            return 0;
        }
        if (detection.installs().isEmpty()) {
            console.say("cli.detect.none");
        }
        for (Install install : detection.installs()) {
            console.say("cli.detect.install", new InstallBadge(console.texts()).of(install),
                    install.executable().version().map(Object::toString).orElse("?"), install.folder());
            install.prefix().ifPresent(prefix -> console.say("cli.detect.prefix", prefix.folder()));
        }
        for (Detection.Problem problem : detection.problems()) {
            console.say("cli.detect.problem", console.texts().of("finder." + problem.finder()),
                    console.texts().of(problem.textKey(), problem.arguments()));
        }
        return 0;
    }

    private Map<String, Object> view(Detection detection) {
        List<Map<String, Object>> installs = new ArrayList<>();
        for (Install install : detection.installs()) {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("folder", install.folder().toString());
            view.put("store", install.store());
            install.storeId().ifPresent(id -> view.put("storeId", id));
            view.put("variant", install.executable().variant());
            install.executable().version().ifPresent(version -> view.put("version", version.toString()));
            view.put("largeAddressAware", install.executable().largeAddressAware());
            install.prefix().ifPresent(prefix -> {
                view.put("prefix", prefix.folder().toString());
                view.put("runner", prefix.runner());
            });
            view.put("foundBy", install.foundBy());
            installs.add(view);
        }
        List<Map<String, String>> problems = detection.problems().stream()
                .map(problem -> Map.of("finder", problem.finder(), "text",
                        console.texts().of(problem.textKey(), problem.arguments())))
                .toList();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("installs", installs);
        view.put("problems", problems);
        return view;
    }
}

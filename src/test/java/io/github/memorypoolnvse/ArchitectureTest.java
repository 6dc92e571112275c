package io.github.memorypoolnvse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The direction of knowledge: who may know of whom. */
class ArchitectureTest {

    private static final String ROOT = "io.github.memorypoolnvse";

    private final JavaClasses manager = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static String[] packages(String... names) {
        return Stream.of(names).map(name -> ROOT + "." + name + "..").toArray(String[]::new);
    }

    @Test
    void nobodyKnowsTheFaces() {
        noClasses().that().resideOutsideOfPackages(packages("cli", "ui"))
                .and().doNotHaveFullyQualifiedName(ROOT + ".Main")
                .and().doNotHaveFullyQualifiedName(ROOT + ".RecordedDashboard")
                .should().dependOnClassesThat().resideInAnyPackage(packages("cli", "ui"))
                .check(manager);
    }

    @Test
    void theWindowDoesNotKnowTheCommands() {
        noClasses().that().resideInAPackage(ROOT + ".ui..")
                .should().dependOnClassesThat().resideInAPackage(ROOT + ".cli..")
                .allowEmptyShould(true).check(manager);
    }

    @Test
    void thePartsBelowDoNotKnowTheirCallers() {
        onlyKnow("format");
        onlyKnow("platform", "format");
        onlyKnow("plugin", "format", "platform");
        onlyKnow("game", "format", "platform");
        onlyKnow("telemetry", "format", "platform");
        onlyKnow("session", "format", "platform", "telemetry");
        onlyKnow("deploy", "format", "platform", "game", "plugin");
    }

    private void onlyKnow(String part, String... others) {
        List<String> known = Stream.concat(Stream.of(part), Stream.of(others)).map(name -> ROOT + "." + name).toList();
        noClasses().that().resideInAPackage(ROOT + "." + part + "..")
                .should().dependOnClassesThat(new DescribedPredicate<>(
                        "are ours and none of " + known) {
                    @Override
                    public boolean test(JavaClass type) {
                        String name = type.getPackageName();
                        return name.startsWith(ROOT)
                                && known.stream().noneMatch(own -> name.equals(own) || name.startsWith(own + "."));
                    }
                })
                .allowEmptyShould(true).check(manager);
    }

    @Test
    void jnaStaysInThePlatform() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".platform..")
                .should().dependOnClassesThat().resideInAPackage("com.sun.jna..").check(manager);
    }

    @Test
    void javaFxStaysInTheWindow() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".ui..")
                .and().resideOutsideOfPackage(ROOT + ".cli.practice..")
                .and().doNotHaveFullyQualifiedName(ROOT + ".Main")
                .should().dependOnClassesThat().resideInAnyPackage("javafx..", "eu.hansolo..", "org.controlsfx..")
                .check(manager);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(manager);
    }

    @Test
    void noFieldHoldsSharedState() {
        fields().that().areStatic().should().beFinal().check(manager);
    }

    @Test
    void onlyTheCommandsTouchTheTerminal() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".cli..")
                .should().accessField(System.class, "out")
                .orShould().accessField(System.class, "err").check(manager);
    }

    @Test
    void logsGoThroughOneDoor() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..").check(manager);
    }

    @Test
    void namesSayWhatAClassIs() {
        classes().should().haveSimpleNameNotEndingWith("Helper")
                .andShould().haveSimpleNameNotEndingWith("Util")
                .andShould().haveSimpleNameNotEndingWith("Utils")
                .andShould().haveSimpleNameNotEndingWith("Impl").check(manager);
    }

    @Test
    void everyPackageSaysThatNothingIsNull() throws IOException {
        try (Stream<Path> paths = Files.walk(Path.of("src/main/java"))) {
            List<Path> packages = paths.filter(Files::isDirectory).filter(ArchitectureTest::hasClasses).toList();
            assertThat(packages).isNotEmpty().allSatisfy(folder ->
                    assertThat(folder.resolve("package-info.java")).content().contains("@NullMarked"));
        }
    }

    private static boolean hasClasses(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

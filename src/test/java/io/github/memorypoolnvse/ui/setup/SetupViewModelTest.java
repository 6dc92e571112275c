package io.github.memorypoolnvse.ui.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.NvseArchive;
import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.PresetJson;
import io.github.memorypoolnvse.plugin.TestPayload;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetupViewModelTest {

    @TempDir
    Path folder;

    private SetupBench bench;
    private SetupViewModel model;
    private Path game;

    @BeforeEach
    void makeModel() throws IOException {
        bench = new SetupBench(folder);
        model = new SetupViewModel(bench, new Texts(Locale.ENGLISH), Runnable::run, Runnable::run);
        game = folder.resolve("game");
    }

    @Test
    void withoutAGameTheStepIsToChooseOne() {
        model.rescan();

        assertThat(model.searched().get()).isTrue();
        assertThat(model.install().get()).isNull();
        assertThat(model.nextStep().get()).isEqualTo(NextStep.CHOOSE);
        assertThat(model.plan()).isEmpty();
    }

    @Test
    void aFreshGameGetsThePluginWithTheRecommendedPresetAndThePlanIsShownBefore() throws IOException {
        bench.addInstall(game);
        model.rescan();

        assertThat(model.nextStep().get()).isEqualTo(NextStep.INSTALL);
        assertThat(Objects.requireNonNull(model.preset().get()).id()).isEqualTo("Recommended");
        assertThat(model.plan()).extracting(PlanRow::path)
                .contains("Data/NVSE/Plugins/MemoryPoolNVSE.dll", "Data/NVSE/Plugins/MemoryPoolNVSE.ini");
        assertThat(model.plan()).allSatisfy(row -> assertThat(row.hash()).hasSize(64));
        assertThat(game.resolve("Data")).doesNotExist();

        model.doNextStep();

        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll")).hasContent("the plugin");
        assertThat(model.nextStep().get()).isEqualTo(NextStep.LAUNCH);
        assertThat(model.plan()).isEmpty();
        assertThat(Objects.requireNonNull(model.notice().get()).severity()).isEqualTo(Severity.GOOD);

        model.doNextStep();

        assertThat(bench.launched()).hasSize(1);
    }

    @Test
    void uninstallLeavesTheFolderAsItWas() throws IOException {
        bench.addInstall(game);
        model.rescan();
        model.doNextStep();
        assertThat(model.actions().canUninstall()).isTrue();

        model.actions().uninstall();
        assertThat(proposal().confirm()).isEqualTo("Uninstall");
        assertThat(proposal().files()).extracting(PlanRow::path).contains("Data/NVSE/Plugins/MemoryPoolNVSE.dll");
        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll")).as("nothing before the word").exists();
        model.confirm();

        try (Stream<Path> left = Files.walk(game)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrder("game", "FalloutNV.exe");
        }
        assertThat(model.actions().canUninstall()).isFalse();
        assertThat(model.nextStep().get()).isEqualTo(NextStep.INSTALL);
    }

    @ParameterizedTest
    @CsvSource({"OLDER,UPDATE", "ALTERED,REPAIR", "INCOMPLETE,REPAIR", "NEWER,LAUNCH"})
    void theStepFollowsFromWhatTheFolderHolds(PluginState state, NextStep step) throws IOException {
        bench.addInstall(game);
        model.rescan();
        model.doNextStep();
        bench.installedCountsAs(state);

        model.rescan();

        assertThat(model.nextStep().get()).isEqualTo(step);
    }

    @Test
    void anotherPresetIsOfferedThenWritten() throws IOException {
        Install install = bench.addInstall(game);
        model.rescan();
        model.doNextStep();
        Preset ultra = preset("Ultra");

        model.offer(ultra);

        assertThat(model.nextStep().get()).isEqualTo(NextStep.APPLY_PRESET);
        assertThat(model.plan()).filteredOn(PlanRow::changes).extracting(PlanRow::path)
                .containsExactly("Data/NVSE/Plugins/MemoryPoolNVSE.ini",
                        "Data/NVSE/Plugins/MemoryPoolNVSE/installed.json");
        assertThat(model.describe(ultra)).contains("interior\u00a0textures\u00a0100\u00a0→\u00a0384\u00a0MB");

        model.doNextStep();

        assertThat(bench.examine(install).inPlace()).contains(ultra);
        assertThat(model.nextStep().get()).isEqualTo(NextStep.LAUNCH);
    }

    @Test
    void whileTheGameRunsNothingIsOffered() throws IOException {
        bench.addInstall(game);
        model.rescan();

        model.gameRuns(true);
        assertThat(model.nextStep().get()).isEqualTo(NextStep.PLAYING);
        model.gameRuns(false);

        assertThat(model.nextStep().get()).isEqualTo(NextStep.INSTALL);
    }

    @Test
    void aGameThatWasPlayedIsExaminedAnewAndTheChoiceOfAPresetStays() throws IOException {
        bench.addInstall(game);
        model.rescan();
        Preset chosen = bench.presets().getLast();
        model.offer(chosen);
        model.gameRuns(true);
        bench.find(Finding.of(io.github.memorypoolnvse.game.health.Severity.GOOD, "lastLoad.loaded"));

        model.gameRuns(false);

        assertThat(model.findings()).extracting(FindingRow::text)
                .contains(new Texts(Locale.ENGLISH).of("health.lastLoad.loaded"));
        assertThat(model.preset().get()).isEqualTo(chosen);
    }

    @Test
    void aRefusalIsToldInItsOwnWords() throws IOException {
        bench.addInstall(game);
        model.rescan();
        bench.start();

        model.doNextStep();

        assertThat(Objects.requireNonNull(model.notice().get()).severity()).isEqualTo(Severity.BAD);
        assertThat(Objects.requireNonNull(model.notice().get()).text()).contains("FalloutNV.exe is running");
        assertThat(model.busy().get()).isFalse();
        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll")).doesNotExist();
    }

    @Test
    void aFolderWithoutTheGameIsRefusedAndOneWithItIsTaken() throws IOException {
        model.rescan();

        model.choose(folder.resolve("nothing"));
        assertThat(Objects.requireNonNull(model.notice().get()).text()).contains("no FalloutNV.exe");

        Files.createDirectories(game);
        Files.write(game.resolve("FalloutNV.exe"), new byte[10]);
        model.choose(game);
        assertThat(Objects.requireNonNull(model.install().get()).folder()).isEqualTo(game);
        assertThat(model.notice().get()).isNull();
    }

    @Test
    void theBudgetsAreMeasuredAgainstTheRealAddressSpace() throws IOException {
        bench.addInstall(game);
        model.rescan();

        model.offer(preset("Extreme"));
        BudgetFit extreme = Objects.requireNonNull(model.fit());
        BudgetFit small = BudgetFit.of(preset("Extreme"), bench.engineBudgets(), 2L << 30);

        assertThat(extreme.limit()).isEqualTo(4L << 30);
        assertThat(extreme.budgets()).isGreaterThan(BudgetFit.of(preset("Vanilla"), bench.engineBudgets(), 4L << 30).budgets());
        assertThat(extreme.fits()).isTrue();
        assertThat(small.fits()).isFalse();
    }

    @Test
    void whatDoesNotOpenIsSaidWithItsPlace() throws IOException {
        bench.addInstall(game);
        bench.openNothing();
        model.rescan();
        String page = Fix.GET_XNVSE.page().orElseThrow().toString();

        model.actions().mend(Fix.GET_XNVSE);
        assertThat(Objects.requireNonNull(model.notice().get()).text())
                .isEqualTo(new Texts(Locale.ENGLISH).of("ui.setup.pageFailed", page));
        model.actions().openFolder();
        assertThat(Objects.requireNonNull(model.notice().get()).text())
                .isEqualTo(new Texts(Locale.ENGLISH).of("ui.setup.folderFailed", game));
    }

    @Test
    void whatAPersonMustFetchIsShownWhereItIs() throws IOException {
        bench.addInstall(game);
        model.rescan();

        assertThat(model.actions().canMend(Fix.GET_XNVSE)).isTrue();
        model.actions().mend(Fix.GET_XNVSE);
        assertThat(bench.pages()).containsExactly(Fix.GET_XNVSE.page().orElseThrow());

        model.actions().mend(Fix.UNBLOCK_FILES);
        assertThat(bench.unblocked()).hasSize(1);
        model.actions().mend(Fix.SHOW_FILES);
        assertThat(bench.opened()).containsExactly(game);
        assertThat(model.actions().canMend(Fix.INSTALL_PLUGIN)).as("the big button does it").isFalse();
        model.gameRuns(true);
        assertThat(model.actions().canMend(Fix.SET_LARGE_ADDRESS)).isFalse();
    }

    @Test
    void theFlagIsSetOnlyAfterItsPlanWasShownAndCanBeTakenBack() throws IOException {
        bench.addPlainInstall(game);
        byte[] original = Files.readAllBytes(game.resolve("FalloutNV.exe"));
        model.rescan();
        assertThat(model.findings()).extracting(FindingRow::fix).contains(Fix.SET_LARGE_ADDRESS);
        assertThat(model.actions().canClearLargeAddress()).isFalse();

        model.actions().mend(Fix.SET_LARGE_ADDRESS);
        assertThat(proposal().files()).extracting(PlanRow::path).containsExactly("FalloutNV.exe");
        assertThat(Files.readAllBytes(game.resolve("FalloutNV.exe"))).isEqualTo(original);

        model.confirm();
        assertThat(model.proposal().get()).isNull();
        assertThat(Objects.requireNonNull(model.install().get()).executable().largeAddressAware()).isTrue();
        assertThat(model.findings()).extracting(FindingRow::fix).doesNotContain(Fix.SET_LARGE_ADDRESS);
        assertThat(Objects.requireNonNull(model.notice().get()).text()).contains("4 GB");

        model.actions().clearLargeAddress();
        model.confirm();
        assertThat(Files.readAllBytes(game.resolve("FalloutNV.exe"))).isEqualTo(original);
    }

    @Test
    void whatIsNotConfirmedDoesNotHappen() throws IOException {
        bench.addPlainInstall(game);
        byte[] original = Files.readAllBytes(game.resolve("FalloutNV.exe"));
        model.rescan();
        model.actions().mend(Fix.SET_LARGE_ADDRESS);

        model.dismiss();
        model.confirm();

        assertThat(model.proposal().get()).isNull();
        assertThat(Files.readAllBytes(game.resolve("FalloutNV.exe"))).isEqualTo(original);
    }

    @Test
    void whereWindowsRefusesAnAdministratorIsOfferedForExactlyThatPlan() throws IOException {
        bench.addInstall(game);
        model.rescan();
        bench.refuseTheFolder();

        model.doNextStep();
        assertThat(proposal().text()).contains(game.toString());
        assertThat(proposal().files()).extracting(PlanRow::path).contains("Data/NVSE/Plugins/MemoryPoolNVSE.dll");
        assertThat(bench.elevated()).isEmpty();
        assertThat(game.resolve("Data")).doesNotExist();

        model.confirm();
        assertThat(bench.elevated()).hasSize(1);
        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll")).hasContent("the plugin");
        assertThat(model.nextStep().get()).isEqualTo(NextStep.LAUNCH);
    }

    @Test
    void whereWindowsRefusesTheMarksAnAdministratorIsOfferedToo() throws IOException {
        bench.addInstall(game);
        model.rescan();
        bench.refuseTheFolder();

        model.actions().mend(Fix.UNBLOCK_FILES);
        assertThat(proposal().text()).contains(game.toString());
        assertThat(proposal().files()).isEmpty();
        assertThat(bench.unblocked()).isEmpty();

        model.confirm();
        assertThat(bench.unblocked()).hasSize(1);
        assertThat(noticeText()).isEqualTo("The files are unblocked.");
    }

    @Test
    void anotherInstallForgetsWhatWasProposedAndIsRemembered() throws IOException {
        bench.addPlainInstall(game);
        Install other = bench.addPlainInstall(folder.resolve("other"));
        model.rescan();
        model.actions().mend(Fix.SET_LARGE_ADDRESS);

        model.prefer(other);

        assertThat(model.proposal().get()).isNull();
        assertThat(model.install().get()).isEqualTo(other);
        assertThat(bench.remembered()).containsExactly(other);
    }

    @Test
    void aDroppedGameFolderIsChosen() throws IOException {
        model.rescan();
        Files.createDirectories(game);
        Files.write(game.resolve("FalloutNV.exe"), new byte[10]);

        model.drop(List.of(game));

        assertThat(Objects.requireNonNull(model.install().get()).folder()).isEqualTo(game);
        assertThat(model.notice().get()).isNull();
    }

    @Test
    void whatIsDroppedInsteadIsExplained() throws IOException {
        bench.addInstall(game);
        model.rescan();
        Path picture = Files.write(folder.resolve("picture.png"), new byte[1]);
        Path empty = Files.createDirectory(folder.resolve("empty"));

        model.drop(List.of(folder.resolve("Some Mod-123.7Z")));
        assertThat(noticeText()).startsWith("Some Mod-123.7Z is packed in a way");
        model.drop(List.of(picture));
        assertThat(noticeText()).contains("picture.png is nothing the manager knows");
        model.drop(List.of(empty));
        assertThat(noticeText()).contains("no FalloutNV.exe in " + empty);
        model.drop(List.of(game, empty));
        assertThat(noticeText()).startsWith("Drop one thing at a time");
        assertThat(Objects.requireNonNull(model.install().get()).folder()).isEqualTo(game);
    }

    @Test
    void thePluginCanBeAModOrAnArchiveInstead() throws IOException {
        bench.addInstall(game);
        Path mods = folder.resolve("MO2/mods");
        bench.addModFolder(mods);
        model.rescan();
        assertThat(model.modFolders()).containsExactly(mods);

        model.actions().installAsMod(mods);
        assertThat(proposal().text()).contains(mods.toString());
        assertThat(mods).isEmptyDirectory();
        model.confirm();
        assertThat(mods.resolve("MemoryPoolNVSE/NVSE/Plugins/MemoryPoolNVSE.dll")).hasContent("the plugin");
        assertThat(mods.resolve("MemoryPoolNVSE/meta.ini")).exists();
        assertThat(game.resolve("Data")).doesNotExist();

        model.actions().saveArchive(folder.resolve("plugin.zip"));
        assertThat(folder.resolve("plugin.zip")).isNotEmptyFile();
        assertThat(noticeText()).contains("plugin.zip");
    }

    @Test
    void thePlanThatIsAppliedIsTheOneShownAndAnOutdatedOneIsShownAnew() throws IOException {
        Install install = bench.addInstall(game);
        model.rescan();
        List<PlanRow> shown = List.copyOf(model.plan());
        bench.apply(bench.planInstall(install, preset("Ultra")));

        model.doNextStep();

        assertThat(noticeText()).contains("The folder changed since this was planned");
        assertThat(bench.examine(install).inPlace()).as("nothing was written").contains(preset("Ultra"));
        assertThat(model.nextStep().get()).isEqualTo(NextStep.APPLY_PRESET);
        assertThat(model.preset().get()).as("the choice stays").isEqualTo(preset("Recommended"));
        assertThat(model.plan()).isNotEmpty().isNotEqualTo(shown);

        model.doNextStep();
        assertThat(bench.examine(install).inPlace()).contains(preset("Recommended"));
    }

    @Test
    void anOutdatedProposalIsProposedAnew() throws IOException {
        Install install = bench.addInstall(game);
        model.rescan();
        model.doNextStep();
        model.actions().uninstall();
        bench.apply(bench.planPreset(install, preset("Ultra")));

        model.confirm();

        assertThat(noticeText()).contains("The folder changed since this was planned");
        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll")).exists();
        assertThat(proposal().confirm()).isEqualTo("Uninstall");
        model.confirm();
        assertThat(game.resolve("Data")).doesNotExist();
    }

    @Test
    void whatUninstallLeavesIsNotDenied() throws IOException {
        bench.addInstall(game);
        model.rescan();
        model.doNextStep();
        Path ini = game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.ini");
        Files.writeString(ini, Files.readString(ini) + "; mine");

        model.actions().uninstall();
        model.confirm();

        assertThat(ini).exists();
        assertThat(noticeText()).contains("left where it is");
    }

    @Test
    void customIsMeasuredByTheBudgetsInPlace() throws IOException {
        Install install = bench.addInstall(game);
        model.rescan();
        model.offer(preset("Extreme"));
        BudgetFit extreme = Objects.requireNonNull(model.fit());
        model.doNextStep();
        bench.apply(bench.planPreset(install, preset("Custom")));
        model.rescan();

        assertThat(model.preset().get()).isEqualTo(preset("Custom"));
        assertThat(model.fit()).isEqualTo(extreme);
    }

    @Test
    void thePluginInAModCountsAsInstalled() throws IOException {
        bench.addInstall(game);
        Path mods = folder.resolve("MO2/mods");
        bench.addModFolder(mods);
        model.rescan();
        model.offer(preset("Ultra"));
        model.actions().installAsMod(mods);
        model.confirm();

        assertThat(model.actions().canUninstall()).isTrue();
        assertThat(model.pluginWords()).isEqualTo("Plugin 1.0.0 ready");
        assertThat(model.preset().get()).isEqualTo(preset("Ultra"));
        model.offer(preset("Vanilla"));
        assertThat(model.plan()).extracting(PlanRow::path).contains("MemoryPoolNVSE/NVSE/Plugins/MemoryPoolNVSE.ini");

        model.actions().uninstall();
        model.confirm();
        assertThat(model.actions().canUninstall()).isFalse();
        assertThat(mods.resolve("MemoryPoolNVSE/NVSE/Plugins/MemoryPoolNVSE.dll")).doesNotExist();
    }

    @Test
    void anArchiveOfThePluginIsProposedWithItsPresetAndItsPlan() throws IOException {
        bench.addInstall(game);
        model.rescan();
        Path archive = folder.resolve("MemoryPoolNVSE-1.0.0.zip");
        bench.writeArchive(archive, preset("Ultra"));

        model.drop(List.of(archive));
        assertThat(proposal().text()).contains("MemoryPoolNVSE-1.0.0.zip", "1.0.0", game.toString());
        assertThat(proposal().files()).extracting(PlanRow::path).contains("Data/NVSE/Plugins/MemoryPoolNVSE.dll");
        assertThat(game.resolve("Data")).doesNotExist();
        model.confirm();

        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll")).hasContent("the plugin");
        assertThat(model.preset().get()).isEqualTo(preset("Ultra"));
    }

    @Test
    void archivesOfSomethingElseAreRefusedInWords() throws IOException {
        bench.addInstall(game);
        model.rescan();
        Path other = Files.createDirectories(folder.resolve("unpacked/NVSE/Plugins")).resolve("MemoryPoolNVSE.dll");
        Files.write(other, TestPayload.plugin("2.0.0"));
        model.drop(List.of(folder.resolve("unpacked")));
        assertThat(noticeText()).contains("holds the plugin in version 2.0.0; this manager carries 1.0.0");
        Files.write(other, TestPayload.plugin("1.0.0"));
        model.drop(List.of(folder.resolve("unpacked")));
        assertThat(noticeText()).contains("is not as it was shipped");
        model.drop(List.of(Files.write(folder.resolve("damaged.zip"), new byte[64])));
        assertThat(noticeText()).startsWith("damaged.zip is packed in a way");
        assertThat(model.proposal().get()).isNull();
        assertThat(game.resolve("Data")).doesNotExist();
    }

    @Test
    void xnvseIsProposedPutInPlaceAndTakenBack() throws IOException {
        Path archive = NvseArchive.zip(folder.resolve("xnvse.zip"), "");
        model.rescan();
        model.drop(List.of(archive));
        assertThat(noticeText()).startsWith("Choose the game's folder first");
        bench.addInstall(game);
        model.rescan();
        assertThat(model.actions().canTakeNvseBack()).isFalse();

        model.drop(List.of(archive));
        assertThat(proposal().text()).startsWith("xNVSE 6.4.8 will be put beside FalloutNV.exe in " + game);
        assertThat(proposal().files()).extracting(PlanRow::path).containsExactlyInAnyOrder("nvse_1_4.dll",
                "nvse_editor_1_4.dll", "nvse_loader.exe", "nvse_steam_loader.dll");
        assertThat(game.resolve("nvse_1_4.dll")).doesNotExist();
        model.confirm();
        assertThat(game.resolve("nvse_1_4.dll")).hasBinaryContent(NvseArchive.content());

        assertThat(model.actions().canTakeNvseBack()).isTrue();
        model.actions().takeNvseBack();
        model.confirm();
        assertThat(game.resolve("nvse_1_4.dll")).doesNotExist();
        model.drop(List.of(NvseArchive.unpacked(folder.resolve("xNVSE 6.4.8"))));
        assertThat(proposal().confirm()).isEqualTo("Install xNVSE");
    }

    @Test
    void aDroppedPresetIsImportedAndOffered() throws IOException {
        installed();
        Path file = folder.resolve("mine.json");
        new PresetJson(bench.engineBudgets()).write(file, new Preset("Ultra", preset("Extreme").budgets()));

        model.drop(List.of(file));

        assertThat(model.presets()).extracting(Preset::id).contains("Ultra 2");
        assertThat(model.preset().get()).isEqualTo(preset("Ultra 2"));
        assertThat(noticeText()).contains("Ultra 2");
        assertThat(model.nextStep().get()).isEqualTo(NextStep.APPLY_PRESET);
        model.drop(List.of(Files.writeString(folder.resolve("other.json"), "{}")));
        assertThat(Objects.requireNonNull(model.notice().get()).severity()).isEqualTo(Severity.BAD);
    }

    private void installed() throws IOException {
        bench.addInstall(game);
        model.rescan();
        model.doNextStep();
    }

    private void find(io.github.memorypoolnvse.game.health.Severity severity, String id, Optional<Fix> fix,
            String... arguments) {
        Finding finding = Finding.of(severity, id, (Object[]) arguments);
        bench.find(fix.map(finding::mendedBy).orElse(finding));
        model.rescan();
    }

    @Test
    void whatKeepsTheGameFromWorkingComesBeforeEverything() throws IOException {
        bench.addInstall(game);
        find(io.github.memorypoolnvse.game.health.Severity.PROBLEM, "nvse.missing", Optional.of(Fix.GET_XNVSE));

        assertThat(model.nextStep().get()).isEqualTo(NextStep.MEND);
        assertThat(model.obstacleRow().orElseThrow().fixLabel()).isEqualTo("Get xNVSE");
        assertThat(model.actions().canMend(Fix.GET_XNVSE)).as("the big button does it").isFalse();
        assertThat(model.actions().canMend(Fix.INSTALL_PLUGIN)).as("nothing is out of reach").isTrue();
        model.doNextStep();
        assertThat(bench.pages()).containsExactly(Fix.GET_XNVSE.page().orElseThrow());
        model.launch();
        assertThat(bench.launched()).isEmpty();

        model.actions().mend(Fix.INSTALL_PLUGIN);
        assertThat(game.resolve("Data")).doesNotExist();
        model.confirm();
        assertThat(game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.dll")).exists();
    }

    @Test
    void whoComesBackWithXnvseFindsTheNextStep() throws IOException {
        bench.addInstall(game);
        Finding missing = Finding.of(io.github.memorypoolnvse.game.health.Severity.PROBLEM, "nvse.missing")
                .mendedBy(Fix.GET_XNVSE);
        bench.find(missing);
        model.rescan();
        model.offer(preset("Ultra"));
        model.doNextStep();
        model.returned();
        assertThat(model.nextStep().get()).isEqualTo(NextStep.MEND);

        bench.mended(missing);
        model.returned();

        assertThat(model.nextStep().get()).isEqualTo(NextStep.INSTALL);
        assertThat(model.preset().get()).as("the choice stays").isEqualTo(preset("Ultra"));
    }

    @Test
    void aGameThatSteamStartsWithoutXnvseIsLaunchedOnlyAfterTheLaunchOptionWasGiven() throws IOException {
        installed();
        List<String> copied = new ArrayList<>();
        model.actions().copyTo(copied::add);
        find(io.github.memorypoolnvse.game.health.Severity.WARNING, "launch.steam",
                Optional.of(Fix.COPY_LAUNCH_OPTION), "the option");

        assertThat(model.nextStep().get()).isEqualTo(NextStep.MEND);
        model.launch();
        assertThat(bench.launched()).isEmpty();
        model.doNextStep();

        assertThat(copied).containsExactly("the option");
        assertThat(noticeText()).contains("Launch Options");
        assertThat(model.nextStep().get()).isEqualTo(NextStep.LAUNCH);
        assertThat(model.actions().canMend(Fix.COPY_LAUNCH_OPTION)).as("again").isTrue();
        model.doNextStep();
        assertThat(bench.launched()).hasSize(1);
    }

    @Test
    void aGameOfModOrganizerIsStartedThere() throws IOException {
        installed();
        find(io.github.memorypoolnvse.game.health.Severity.INFO, "launch.organizer", Optional.empty(), "mods");

        assertThat(model.nextStep().get()).isEqualTo(NextStep.ELSEWHERE);
        model.doNextStep();
        model.launch();
        assertThat(bench.launched()).isEmpty();
        assertThat(model.actions().canLaunchWithoutOrganizer()).isTrue();
        model.actions().launchFromHere();
        assertThat(bench.launched()).hasSize(1);
    }

    @Test
    void theOrganizerIsOpenedWhereItIsKnown() throws IOException {
        installed();
        find(io.github.memorypoolnvse.game.health.Severity.INFO, "launch.organizer", Optional.of(Fix.OPEN_ORGANIZER),
                "mods");

        assertThat(model.nextStep().get()).isEqualTo(NextStep.MEND);
        model.doNextStep();
        assertThat(bench.organizers()).hasSize(1);
        assertThat(bench.launched()).isEmpty();
    }

    @Test
    void theWelcomeStaysUntilThePluginIsInPlace() throws IOException {
        AtomicInteger kept = new AtomicInteger();
        model.welcome(kept::incrementAndGet);
        model.rescan();
        assertThat(model.welcoming().get()).as("without a game").isTrue();
        bench.addInstall(game);
        model.rescan();
        assertThat(model.welcoming().get()).as("with one").isTrue();

        model.doNextStep();

        assertThat(model.welcoming().get()).isFalse();
        assertThat(kept).hasValue(1);
        model.actions().uninstall();
        model.confirm();
        assertThat(model.welcoming().get()).as("never again").isFalse();
    }

    @Test
    void theWelcomeCanBeSentAwayAndGoesWhereThePluginIsAlready() throws IOException {
        AtomicInteger kept = new AtomicInteger();
        model.welcome(kept::incrementAndGet);
        model.rescan();
        model.endWelcome();
        assertThat(model.welcoming().get()).isFalse();
        assertThat(kept).hasValue(1);

        installed();
        model.welcome(kept::incrementAndGet);
        model.rescan();
        assertThat(model.welcoming().get()).isFalse();
        assertThat(kept).hasValue(2);
    }

    private Proposal proposal() {
        return Objects.requireNonNull(model.proposal().get());
    }

    private String noticeText() {
        return Objects.requireNonNull(model.notice().get()).text();
    }

    private Preset preset(String id) {
        return bench.presets().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }
}

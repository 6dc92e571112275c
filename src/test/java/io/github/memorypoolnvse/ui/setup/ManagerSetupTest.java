package io.github.memorypoolnvse.ui.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.memorypoolnvse.ManagerContext;
import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.cli.CommandLineFixture;
import io.github.memorypoolnvse.deploy.DeployException;
import io.github.memorypoolnvse.deploy.DeployTarget;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.deploy.PlannedFile;
import io.github.memorypoolnvse.deploy.PluginState;
import io.github.memorypoolnvse.format.TestExecutable;
import io.github.memorypoolnvse.game.Install;
import io.github.memorypoolnvse.game.Store;
import io.github.memorypoolnvse.game.health.Finding;
import io.github.memorypoolnvse.game.health.Fix;
import io.github.memorypoolnvse.game.health.Severity;
import io.github.memorypoolnvse.platform.Elevation;
import io.github.memorypoolnvse.platform.FakeRegistry;
import io.github.memorypoolnvse.platform.FileMarks;
import io.github.memorypoolnvse.platform.Host;
import io.github.memorypoolnvse.platform.KnownFolders;
import io.github.memorypoolnvse.platform.LivePlatform;
import io.github.memorypoolnvse.platform.Machine;
import io.github.memorypoolnvse.platform.Programs;
import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.TestPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.DosFileAttributeView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagerSetupTest {

    private static final String PLUGIN = "Data/NVSE/Plugins/MemoryPoolNVSE.dll";

    @TempDir
    private Path folder;

    private Path home;
    private ManagerSetup setup;

    @BeforeEach
    void startTheManager() throws IOException {
        folder = folder.toRealPath();
        home = Files.createDirectories(folder.resolve("home"));
        setup = manager();
    }

    private ManagerSetup manager() throws IOException {
        return manager(Programs.ofThisMachine());
    }

    private ManagerSetup manager(Programs programs) throws IOException {
        Machine machine = new Machine(Host.LINUX, LivePlatform.current(), programs, new FakeRegistry(),
                List.of(), FileMarks.ofThisMachine(), Elevation.none());
        return new ManagerSetup(ManagerContext.of(machine,
                KnownFolders.of(Host.LINUX, Map.of(), home, Optional.of(folder.resolve("manager"))), Map.of(),
                Locale.ENGLISH, TestPayload.version("1.0.0")));
    }

    private Path game(String name) throws IOException {
        Path game = folder.resolve(name);
        TestExecutable.game().write(game.resolve("FalloutNV.exe"));
        return game;
    }

    /** A copy of Steam's in the user's own Steam. */
    private Path steamGame() throws IOException {
        Path steam = home.resolve(".local/share/Steam/steamapps");
        Files.createDirectories(steam);
        Files.writeString(steam.resolve("appmanifest_22380.acf"),
                "\"AppState\" { \"appid\" \"22380\" \"installdir\" \"Fallout New Vegas\" \"StateFlags\" \"4\" }");
        return game("home/.local/share/Steam/steamapps/common/Fallout New Vegas");
    }

    private static Preset preset(ManagerSetup setup, String id) {
        return setup.presets().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private List<Path> found() throws IOException {
        return manager().installs().stream().map(Install::folder).toList();
    }

    @Test
    void aBrowserThatDoesNotOpenIsAFailureAndOneThatStaysOpenIsNone() throws IOException {
        URI page = URI.create("https://example.invalid/");
        assertThatThrownBy(() -> manager(shell("exit 4")).openPage(page)).isInstanceOf(IOException.class)
                .hasMessageContaining("4");
        assertThatThrownBy(() -> manager((_, _, _) -> {
            throw new IOException("Cannot run program \"xdg-open\"");
        }).openFolder(home)).isInstanceOf(IOException.class);
        manager(shell("exit 0")).openPage(page);
        manager(shell("sleep 3")).openFolder(home);
    }

    private static Programs shell(String script) {
        return (_, directory, environment) ->
                Programs.ofThisMachine().start(List.of("sh", "-c", script), directory, environment);
    }

    @Test
    void theOneChosenLastComesFirstInThisManagerAndTheNext() throws IOException {
        Path steam = steamGame();
        Path first = game("first");
        Path second = game("second");
        assertThat(found()).containsExactly(steam);

        assertThat(setup.choose(first)).map(Install::folder).contains(first);
        assertThat(setup.choose(second)).map(Install::folder).contains(second);
        assertThat(found()).containsExactly(second, first, steam);

        setup.remember(setup.installs().getLast());
        assertThat(found()).containsExactly(steam, second, first);
    }

    @Test
    void whatWasChosenAndIsGoneIsNotListed() throws IOException {
        Path steam = steamGame();
        Path first = game("first");
        setup.choose(first);
        Files.delete(first.resolve("FalloutNV.exe"));

        assertThat(found()).containsExactly(steam);
        assertThat(setup.choose(folder.resolve("none"))).isEmpty();
    }

    /** By a link, by the other name of a folder, by its program or its Data: the file system says it is one. */
    @Test
    void twoWaysToTheSameCopyAreOne() throws IOException {
        Path steam = steamGame();
        Path link = Files.createSymbolicLink(folder.resolve("link"), steam);
        Files.createDirectories(steam.resolve("Data"));

        for (Path way : List.of(link, steam.resolve("FalloutNV.exe"), link.resolve("Data"),
                steam.resolve("../Fallout New Vegas"))) {
            Install chosen = setup.choose(way).orElseThrow();
            assertThat(chosen.folder()).isEqualTo(steam);
        }
        List<Install> installs = manager().installs();
        assertThat(installs).hasSize(1);
        assertThat(installs.getFirst().store()).isEqualTo(Store.STEAM);
        assertThat(installs.getFirst().foundBy()).containsExactly("steam", "folder");
    }

    @Test
    void aFolderOrAProgramDroppedOnTheWindowIsChosenAndAnArchiveIsExplained() throws IOException {
        Texts texts = new Texts(Locale.ENGLISH);
        SetupViewModel model = new SetupViewModel(setup, texts, Runnable::run, Runnable::run);
        Path game = game("dropped");
        Path other = game("other");

        model.drop(List.of(game));
        assertThat(Objects.requireNonNull(model.install().get()).folder()).isEqualTo(game);
        model.drop(List.of(other.resolve("FalloutNV.exe")));
        assertThat(Objects.requireNonNull(model.install().get()).folder()).isEqualTo(other);
        assertThat(found()).containsExactly(other, game);

        Path archive = Files.createFile(folder.resolve("xNVSE.7z"));
        model.drop(List.of(archive));
        assertThat(Objects.requireNonNull(model.notice().get()).text())
                .isEqualTo(texts.of("ui.setup.drop.packed", "xNVSE.7z"));
        model.drop(List.of(folder));
        assertThat(Objects.requireNonNull(model.notice().get()).text()).isEqualTo(texts.of("ui.setup.noGameIn", folder));
        model.drop(List.of(game, other));
        assertThat(Objects.requireNonNull(model.notice().get()).text()).isEqualTo(texts.of("ui.setup.drop.many"));
        assertThat(found()).containsExactly(other, game);
    }

    @Test
    void theGameFolderIsInstalledIntoChangedAndPutBack() throws IOException {
        Path game = game("game");
        Install install = setup.choose(game).orElseThrow();
        assertThat(setup.examine(install).state()).isEqualTo(PluginState.ABSENT);
        assertThat(setup.examine(install).inPlace()).isEmpty();

        setup.apply(setup.planInstall(install, preset(setup, "Ultra")));
        assertThat(setup.examine(install).state()).isEqualTo(PluginState.CURRENT);
        assertThat(manager().examine(install).inPlace()).map(Preset::id).contains("Ultra");
        assertThat(setup.planInstall(install, preset(setup, "Ultra")).empty()).as("again changes nothing").isTrue();

        setup.apply(setup.planPreset(install, preset(setup, "Vanilla")));
        assertThat(setup.examine(install).inPlace()).map(Preset::id).contains("Vanilla");
        setup.apply(setup.planUninstall(install));
        assertThat(game.resolve("Data")).doesNotExist();
    }

    @Test
    void aModOfModOrganizerGoesIntoItsModsAndTheGameFolderStaysAsItIs() throws IOException {
        Path game = game("game");
        Path mods = organizer(game);
        Install install = setup.installs().getFirst();
        assertThat(setup.examine(install).modFolders()).containsExactly(mods);

        Plan plan = setup.planOrganizerMod(install, mods, preset(setup, "Ultra"));
        setup.apply(plan);

        assertThat(plan.files()).extracting(PlannedFile::path).contains("MemoryPoolNVSE/meta.ini");
        assertThat(mods.resolve("MemoryPoolNVSE/NVSE/Plugins/MemoryPoolNVSE.dll")).exists();
        assertThat(game.resolve("Data")).doesNotExist();
    }

    private Path installed(Install install, String preset) throws IOException {
        setup.apply(setup.planInstall(install, preset(setup, preset)));
        return install.folder().resolve("Data/NVSE/Plugins/MemoryPoolNVSE.ini");
    }

    private static List<String> ids(Examined examined) {
        return examined.findings().stream().map(Finding::id).toList();
    }

    @Test
    void settingsWithAByteOrderMarkAreReadAsThePluginReadsThem() throws IOException {
        Install install = setup.choose(game("game")).orElseThrow();
        Path ini = installed(install, "Ultra");
        Files.writeString(ini, "\uFEFF" + Files.readString(ini));

        Examined examined = setup.examine(install);

        assertThat(examined.inPlace()).map(Preset::id).contains("Ultra");
        assertThat(examined.state()).isEqualTo(PluginState.CURRENT);
        assertThat(ids(examined)).contains("plugin.current").doesNotContain("unchecked");
        setup.apply(setup.planPreset(install, preset(setup, "Vanilla")));
        assertThat(ini).content().startsWith("\uFEFF").contains("Preset=Vanilla");
    }

    @Test
    void settingsThePluginCannotReadAreToldOfAndRepairedWithWhatTheySay() throws IOException {
        Install install = setup.choose(game("game")).orElseThrow();
        Path ini = installed(install, "Ultra");
        String text = Files.readString(ini);
        Files.write(ini, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));

        Examined examined = setup.examine(install);
        assertThat(examined.findings()).contains(
                Finding.of(Severity.PROBLEM, "plugin.settingsUtf16", ini).mendedBy(Fix.INSTALL_PLUGIN));
        assertThat(examined.state()).isEqualTo(PluginState.INCOMPLETE);
        assertThat(examined.inPlace()).map(Preset::id).contains("Ultra");

        setup.apply(setup.planInstall(install, examined.inPlace().orElseThrow()));
        assertThat(ini).hasContent(text);
        assertThat(setup.examine(install).state()).isEqualTo(PluginState.CURRENT);
    }

    @Test
    void settingsNobodyMayOpenLeaveTheRestOfThePage() throws IOException {
        Install install = setup.choose(game("game")).orElseThrow();
        Path ini = installed(install, "Ultra");
        Files.delete(ini);
        Files.createDirectory(ini);
        SetupViewModel model = new SetupViewModel(setup, new Texts(Locale.GERMAN), Runnable::run, Runnable::run);
        model.select(install);

        Examined examined = setup.examine(install);

        assertThat(examined.findings()).contains(
                Finding.of(Severity.PROBLEM, "plugin.settingsUnreadable", ini).mendedBy(Fix.SHOW_FILES));
        assertThat(ids(examined)).contains("plugin.current", "nvse.missing");
        assertThat(examined.state()).isEqualTo(PluginState.CURRENT);
        assertThat(model.findings()).hasSameSizeAs(examined.findings());
        assertThat(Objects.requireNonNull(model.preset().get()).id()).as("one is always offered").isEqualTo("Recommended");
        assertThat(model.nextStep().get()).isEqualTo(NextStep.MEND);
        model.actions().mend(Fix.INSTALL_PLUGIN);
        assertThat(Objects.requireNonNull(model.notice().get()).text()).contains(ini.toString())
                .contains("Is a directory");
    }

    @Test
    void twoSpellingsAreToldOfAndLeaveTheRestOfThePage() throws IOException {
        Path game = game("game");
        Files.createDirectories(game.resolve("Data/NVSE/Plugins"));
        Files.createDirectories(game.resolve("Data/nvse/plugins"));
        Install install = setup.choose(game).orElseThrow();
        SetupViewModel model = new SetupViewModel(setup, new Texts(Locale.ENGLISH), Runnable::run, Runnable::run);
        model.select(install);

        Examined examined = setup.examine(install);

        assertThat(ids(examined)).contains("plugin.spellings", "nvse.missing");
        assertThat(examined.state()).isEqualTo(PluginState.INCOMPLETE);
        assertThat(model.findings()).extracting(FindingRow::fix).contains(Fix.SHOW_FILES);
        assertThat(model.preset().get()).isNotNull();
        assertThat(model.nextStep().get()).isEqualTo(NextStep.MEND);
        model.actions().mend(Fix.INSTALL_PLUGIN);
        assertThat(Objects.requireNonNull(model.notice().get()).text()).contains("Data/nvse", "Data/NVSE");
    }

    /** The page is the mod's where the plugin is only there: state, settings, preset and everything that is planned. */
    @Test
    void aPluginInAModIsUpdatedSetAndTakenAwayThere() throws IOException {
        Path game = game("game");
        Path mods = organizer(game);
        Install install = setup.choose(game).orElseThrow();
        setup.apply(setup.planOrganizerMod(install, mods, preset(setup, "Ultra")));
        Path mod = mods.resolve("MemoryPoolNVSE");

        Examined examined = setup.examine(install);
        assertThat(examined.place()).isEqualTo(new DeployTarget.OrganizerMod(install, mods));
        assertThat(examined.state()).isEqualTo(PluginState.CURRENT);
        assertThat(examined.inPlace()).map(Preset::id).contains("Ultra");
        assertThat(ids(examined)).contains("plugin.mod", "plugin.current");

        PluginIni settings = setup.settings(install).orElseThrow();
        setup.apply(setup.planSettings(install, settings.with("Heap", "QuarantineFrames", "7")));
        setup.apply(setup.planPreset(install, preset(setup, "Vanilla")));
        assertThat(mod.resolve("NVSE/Plugins/MemoryPoolNVSE.ini")).content()
                .contains("Preset=Vanilla", "QuarantineFrames=7");

        Files.write(mod.resolve("NVSE/Plugins/MemoryPoolNVSE.dll"), new byte[10]);
        assertThat(setup.examine(install).state()).isEqualTo(PluginState.ALTERED);
        setup.apply(setup.planInstall(install, preset(setup, "Vanilla")));
        assertThat(setup.examine(install).state()).isEqualTo(PluginState.CURRENT);

        setup.apply(setup.planUninstall(install));
        assertThat(setup.examine(install).state()).isEqualTo(PluginState.ABSENT);
        assertThat(mod.resolve("NVSE/Plugins/MemoryPoolNVSE.dll")).doesNotExist();
        assertThat(game.resolve("Data")).doesNotExist();
    }

    /** An instance of Mod Organizer 2 that manages a game; its mods. */
    private Path organizer(Path game) throws IOException {
        Path organizer = Files.createDirectories(folder.resolve("organizer"));
        Files.writeString(organizer.resolve("ModOrganizer.ini"),
                "[General]\ngameName=New Vegas\ngamePath=" + game + "\n");
        setup.choose(game);
        Files.writeString(folder.resolve("manager/folders.txt"), game + "\n" + organizer.resolve("x") + "\n");
        return Files.createDirectories(organizer.resolve("mods"));
    }

    @Test
    void anArchiveForModManagersHoldsThePluginAndThePreset() throws IOException {
        Path archive = folder.resolve("out.zip");

        setup.writeArchive(archive, preset(setup, "Ultra"));

        try (ZipFile zip = new ZipFile(archive.toFile())) {
            assertThat(zip.stream().map(Object::toString)).anyMatch(name -> name.endsWith("MemoryPoolNVSE.dll"));
            String settings = new String(zip.getInputStream(zip.stream()
                    .filter(entry -> entry.getName().endsWith("MemoryPoolNVSE.ini")).findFirst().orElseThrow())
                    .readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(settings).contains("Preset=Ultra");
        }
    }

    @Test
    void aWriteProtectedFileIsToldAndMadeWritable() throws IOException {
        Path game = game("game");
        Install install = setup.choose(game).orElseThrow();
        DosFileAttributeView attributes = Files.getFileAttributeView(game.resolve("FalloutNV.exe"),
                DosFileAttributeView.class);
        attributes.setReadOnly(true);
        assertThat(setup.examine(install).findings()).contains(Finding.of(Severity.WARNING, "folder.readOnly",
                game.resolve("FalloutNV.exe")).mendedBy(Fix.MAKE_WRITABLE));

        setup.makeWritable(install, false);

        assertThat(attributes.readAttributes().isReadOnly()).isFalse();
        assertThat(setup.examine(install).findings()).noneMatch(finding -> finding.id().equals("folder.readOnly"));
    }

    @Test
    void aPlanIsOnlyGoodForTheStateItWasMadeFor() throws IOException {
        Path game = game("game");
        Install install = setup.choose(game).orElseThrow();
        Plan plan = setup.planInstall(install, preset(setup, "Ultra"));
        setup.apply(plan);
        Plan uninstall = setup.planUninstall(install);
        setup.apply(uninstall);

        assertThatThrownBy(() -> setup.apply(uninstall)).isInstanceOf(DeployException.class);
        assertThatThrownBy(() -> manager().apply(plan)).isInstanceOf(NullPointerException.class);
        assertThat(game.resolve(PLUGIN)).doesNotExist();
    }

    @Test
    void anAdministratorTakesMarksOffWhereWindowsRefusesThem() throws IOException {
        Path game = game("game");
        Set<Path> marked = new HashSet<>(Set.of(Files.createFile(game.resolve("nvse_1_4.dll"))));
        CommandLineFixture user = new CommandLineFixture(folder);
        user.marks = new Marks(marked, false);
        user.elevation = new Elevation() {
            @Override
            public boolean available() {
                return true;
            }

            @Override
            public int run(List<String> command) throws IOException {
                CommandLineFixture helper = new CommandLineFixture(folder);
                helper.marks = new Marks(marked, true);
                return helper.run("", command.subList(command.indexOf("health"), command.size())
                        .toArray(String[]::new));
            }
        };
        ManagerSetup window = new ManagerSetup(user.context());
        Install install = window.choose(game).orElseThrow();

        assertThatThrownBy(() -> window.unblock(install, false)).isInstanceOf(RightsNeededException.class);
        assertThat(marked).isNotEmpty();
        window.unblock(install, true);
        assertThat(marked).isEmpty();

        marked.add(game.resolve("nvse_1_4.dll"));
        user.elevation = Elevation.none();
        ManagerSetup alone = new ManagerSetup(user.context());
        assertThatThrownBy(() -> alone.unblock(install, false)).isInstanceOf(AccessDeniedException.class);
    }

    /** Marks on files that only some may take off. */
    private record Marks(Set<Path> marked, boolean allowed) implements FileMarks {

        @Override
        public boolean fromInternet(Path file) {
            return marked.contains(file);
        }

        @Override
        public void clear(Path file) throws IOException {
            if (!allowed) {
                throw new AccessDeniedException(file.toString());
            }
            marked.remove(file);
        }
    }

    /** The helper is the same program over the same folders; it gets what the window cannot say on a command line. */
    @Test
    void anAdministratorSavesExactlyTheSettingsThatWereShownOrNothing() throws IOException {
        Path game = game("game");
        CommandLineFixture user = new CommandLineFixture(folder);
        List<String> asked = new ArrayList<>();
        Elevation elevation = new Elevation() {
            @Override
            public boolean available() {
                return true;
            }

            @Override
            public int run(List<String> command) throws IOException {
                asked.addAll(command);
                List<String> words = command.subList(command.indexOf("settings"), command.size());
                return new CommandLineFixture(folder).run("", words.toArray(String[]::new));
            }
        };
        user.elevation = elevation;
        ManagerSetup window = new ManagerSetup(user.context());
        Install install = window.choose(game).orElseThrow();
        window.apply(window.planInstall(install, preset(window, "Ultra")));
        Path file = game.resolve("Data/NVSE/Plugins/MemoryPoolNVSE.ini");
        String before = Files.readString(file);
        PluginIni wanted = window.settings(install).orElseThrow().with("Heap", "QuarantineFrames", "7");
        Plan shown = window.planSettings(install, wanted);

        window.applyElevated(shown);

        assertThat(file).hasContent(before.replace("QuarantineFrames=3", "QuarantineFrames=7"));
        assertThat(asked).contains("settings", game.toString(), "--from", "--yes", "--expect=" + shown.digest());
        assertThat(Path.of(asked.get(asked.indexOf("--from") + 1))).doesNotExist();

        Plan outdated = window.planSettings(install, wanted.with("Heap", "QuarantineFrames", "9"));
        Files.writeString(file, before.replace("QuarantineFrames=3", "QuarantineFrames=8"));
        assertThatThrownBy(() -> window.applyElevated(outdated)).isInstanceOf(IOException.class);
        assertThat(file).content().contains("QuarantineFrames=8");
    }
}

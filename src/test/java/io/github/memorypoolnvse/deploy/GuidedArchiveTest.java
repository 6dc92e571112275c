package io.github.memorypoolnvse.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.memorypoolnvse.plugin.PluginIni;
import io.github.memorypoolnvse.plugin.Preset;
import io.github.memorypoolnvse.plugin.Presets;
import io.github.memorypoolnvse.plugin.TestPayload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The archive in which a mod manager asks for the preset, read as a mod manager reads it. */
class GuidedArchiveTest {

    private static final GuidedArchive.Words WORDS = new GuidedArchive.Words("Faster <memory> & more", "Which one?",
            Map.of("Ultra", "the \"large\" one"));

    @TempDir
    private Path folder;

    private Path archive() throws IOException {
        Path archive = folder.resolve("guided.zip");
        new GuidedArchive(TestPayload.version("1.2.3"), Presets.bundled()).write(archive, WORDS);
        return archive;
    }

    @Test
    void everyChoiceInstallsThePluginWithItsPreset() throws Exception {
        Presets presets = Presets.bundled();
        try (ZipFile zip = new ZipFile(archive().toFile())) {
            Document script = xml(zip, "fomod/ModuleConfig.xml");
            Element required = (Element) script.getElementsByTagName("requiredInstallFiles").item(0);

            assertThat(elements(required, "file").stream().map(file -> file.getAttribute("destination"))).containsExactly(
                    "NVSE\\Plugins\\MemoryPoolNVSE.dll", "NVSE\\Plugins\\MemoryPoolNVSE\\jemalloc.dll",
                    "NVSE\\Plugins\\MemoryPoolNVSE\\rpmalloc.dll");
            List<Element> choices = elements(script.getDocumentElement(), "plugin");
            assertThat(choices.stream().map(choice -> choice.getAttribute("name")))
                    .containsExactly("Vanilla", "Recommended", "Aggressive", "Ultra", "Extreme");
            for (Element choice : choices) {
                Preset preset = presets.find(choice.getAttribute("name")).orElseThrow();
                Element file = elements(choice, "file").getFirst();
                PluginIni settings = PluginIni.parse(bytes(zip, file.getAttribute("source").replace('\\', '/')));
                assertThat(file.getAttribute("destination")).isEqualTo("NVSE\\Plugins\\MemoryPoolNVSE.ini");
                assertThat(settings.preset()).contains(preset.id());
                assertThat(settings.budgets(presets)).isEqualTo(preset.budgets());
                assertThat(elements(choice, "type").getFirst().getAttribute("name"))
                        .isEqualTo(preset.id().equals("Recommended") ? "Recommended" : "Optional");
            }
            assertThat(elements(choices.get(3), "description").getFirst().getTextContent()).isEqualTo("the \"large\" one");
        }
    }

    @Test
    void everyFileTheScriptNamesIsThere() throws Exception {
        try (ZipFile zip = new ZipFile(archive().toFile())) {
            List<Element> files = elements(xml(zip, "fomod/ModuleConfig.xml").getDocumentElement(), "file");

            assertThat(files).hasSize(8).allSatisfy(file ->
                    assertThat(zip.getEntry(file.getAttribute("source").replace('\\', '/'))).isNotNull());
            assertThat(bytes(zip, "NVSE/Plugins/MemoryPoolNVSE.dll")).isEqualTo(TestPayload.plugin("1.2.3"));
        }
    }

    @Test
    void itSaysWhatItIsAndUnderWhichLicences() throws Exception {
        try (ZipFile zip = new ZipFile(archive().toFile())) {
            Element info = xml(zip, "fomod/info.xml").getDocumentElement();

            assertThat(elements(info, "Version").getFirst().getTextContent()).isEqualTo("1.2.3");
            assertThat(elements(info, "Description").getFirst().getTextContent()).isEqualTo("Faster <memory> & more");
            assertThat(new String(bytes(zip, "LICENSES.txt"))).contains("MIT License", "Mattias Jansson", "Jason Evans");
        }
    }

    @Test
    void itsBytesDependOnNothingElse() throws IOException {
        byte[] first = Files.readAllBytes(archive());

        assertThat(archive()).hasBinaryContent(first);
    }

    private static Document xml(ZipFile zip, String name) throws IOException, ParserConfigurationException, SAXException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        try (InputStream text = zip.getInputStream(zip.getEntry(name))) {
            return factory.newDocumentBuilder().parse(text);
        }
    }

    private static byte[] bytes(ZipFile zip, String name) throws IOException {
        ZipEntry entry = Objects.requireNonNull(zip.getEntry(name), name);
        return zip.getInputStream(entry).readAllBytes();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(index -> (Element) found.item(index)).toList();
    }
}

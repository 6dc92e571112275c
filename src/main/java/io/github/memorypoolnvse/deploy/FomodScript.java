package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.plugin.Preset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The two files a mod manager reads to install with questions: fomod/info.xml and fomod/ModuleConfig.xml, version 5.
 * Elements stand in the order the format's schema asks for; destinations are below the game's Data folder.
 */
final class FomodScript {

    private static final String NAME = "MemoryPoolNVSE";
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String SCHEMA = "http://qconsulting.ca/fo3/ModConfig5.0.xsd";

    private record Choice(Preset preset, boolean recommended, String source, String destination) {
    }

    /** Writes part of a document. */
    private interface Part {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private final String version;
    private final GuidedArchive.Words words;
    private final List<String> always = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();

    FomodScript(String version, GuidedArchive.Words words) {
        this.version = version;
        this.words = words;
    }

    /** Adds a file that every choice installs where the archive has it. */
    void always(String path) {
        always.add(path);
    }

    /** Adds a preset to choose, with the file that makes it. */
    void choice(Preset preset, boolean recommended, String source, String destination) {
        choices.add(new Choice(preset, recommended, source, destination));
    }

    byte[] info() throws IOException {
        return document(xml -> {
            xml.writeStartElement("fomod");
            text(xml, "Name", NAME);
            text(xml, "Author", "The MemoryPoolNVSE contributors");
            text(xml, "Version", version);
            text(xml, "Description", words.description());
            xml.writeEndElement();
        });
    }

    byte[] moduleConfig() throws IOException {
        return document(xml -> {
            xml.writeStartElement("config");
            xml.writeNamespace("xsi", SCHEMA_INSTANCE);
            xml.writeAttribute("xsi", SCHEMA_INSTANCE, "noNamespaceSchemaLocation", SCHEMA);
            text(xml, "moduleName", NAME);
            xml.writeStartElement("requiredInstallFiles");
            for (String path : always) {
                file(xml, path, path);
            }
            xml.writeEndElement();
            question(xml);
            xml.writeEndElement();
        });
    }

    private void question(XMLStreamWriter xml) throws XMLStreamException {
        start(xml, "installSteps", "order", "Explicit");
        start(xml, "installStep", "name", words.question());
        start(xml, "optionalFileGroups", "order", "Explicit");
        start(xml, "group", "name", words.question());
        xml.writeAttribute("type", "SelectExactlyOne");
        start(xml, "plugins", "order", "Explicit");
        for (Choice choice : choices) {
            start(xml, "plugin", "name", choice.preset().id());
            text(xml, "description", words.presets().getOrDefault(choice.preset().id(), choice.preset().id()));
            xml.writeStartElement("files");
            file(xml, choice.source(), choice.destination());
            xml.writeEndElement();
            xml.writeStartElement("typeDescriptor");
            xml.writeEmptyElement("type");
            xml.writeAttribute("name", choice.recommended() ? "Recommended" : "Optional");
            xml.writeEndElement();
            xml.writeEndElement();
        }
        for (int open = 0; open < 5; open++) {
            xml.writeEndElement();
        }
    }

    private static void start(XMLStreamWriter xml, String element, String attribute, String value)
            throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute(attribute, value);
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    /** Mod managers run on Windows and expect its separator. */
    private static void file(XMLStreamWriter xml, String source, String destination) throws XMLStreamException {
        xml.writeEmptyElement("file");
        xml.writeAttribute("source", source.replace('/', '\\'));
        xml.writeAttribute("destination", destination.replace('/', '\\'));
    }

    private static byte[] document(Part part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            part.write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IOException(impossible);
        }
        bytes.write("\n".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }
}

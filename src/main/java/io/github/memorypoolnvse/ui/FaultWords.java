package io.github.memorypoolnvse.ui;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.DeployException;
import io.github.memorypoolnvse.format.MalformedException;
import io.github.memorypoolnvse.game.GamePath;
import io.github.memorypoolnvse.game.LoaderMissingException;
import io.github.memorypoolnvse.plugin.PresetException;
import io.github.memorypoolnvse.ui.setup.NotElevatedException;
import io.github.memorypoolnvse.ui.setup.Notice;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/**
 * What a page says when something failed: the kinds that happen on ordinary machines in plain words with what to do
 * next, anything else with a short code and the details to copy. Any thread.
 */
public final class FaultWords {

    private static final Pattern PROGRAM = Pattern.compile("Cannot run program \"([^\"]+)\"");
    private static final Pattern FULL = Pattern.compile(
            "No space left on device|Disk quota exceeded|not enough space on the disk|nicht genug Speicherplatz",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern IN_USE = Pattern.compile(
            "used by another process|von einem anderen Prozess|Text file busy|resource busy", Pattern.CASE_INSENSITIVE);
    private static final Pattern READ_ONLY = Pattern.compile("Read-only file system", Pattern.CASE_INSENSITIVE);
    private static final long FULL_BELOW = 1 << 20;

    private final Texts texts;

    public FaultWords(Texts texts) {
        this.texts = texts;
    }

    /** The notice that tells of a failure. */
    public Notice notice(Exception failed) {
        Exception fault = failed instanceof UncheckedIOException wrapped ? wrapped.getCause() : failed;
        return switch (fault) {
            case DeployException refused -> deploy(refused);
            case PresetException refused -> bad(texts.of(refused.textKey(), refused.arguments()));
            case MalformedException _, JacksonException _ -> withDetails(fault, texts.of("ui.fault.malformed"));
            case GamePath.AmbiguousException twice ->
                    bad(texts.of("health.plugin.spellings", twice.spellings()));
            case LoaderMissingException missing -> bad(texts.of("ui.fault.noLoader", missing.folder()));
            case CancellationException _ -> new Notice(Severity.INFO, texts.of("ui.work.cancelled"));
            case NotElevatedException _ -> bad(texts.of("cli.error.elevated"));
            default -> known(fault).map(FaultWords::bad)
                    .orElseGet(() -> withDetails(fault, texts.of("ui.fault.unknown", ErrorCode.of(fault))));
        };
    }

    /** A change that was taken back says why in words, where the reason is one of the known kinds. */
    private Notice deploy(DeployException refused) {
        if (refused.textKey().equals("deploy.error.failed") && refused.getCause() instanceof Exception cause) {
            Optional<String> why = known(cause);
            if (why.isPresent()) {
                return bad(texts.of("ui.fault.unchanged", refused.arguments().getFirst(), why.get()));
            }
        }
        String text = texts.of(refused.textKey(), refused.arguments());
        return refused.getCause() == null ? bad(text) : withDetails(refused, text);
    }

    private Optional<String> known(Exception fault) {
        String said = String.valueOf(fault.getMessage());
        Matcher program = PROGRAM.matcher(said);
        if (program.find()) {
            return Optional.of(texts.of("ui.fault.program", program.group(1)));
        }
        return switch (fault) {
            case AccessDeniedException denied -> Optional.of(texts.of("ui.fault.denied", denied.getFile()));
            case ReadOnlyFileSystemException _ -> Optional.of(texts.of("ui.fault.readOnly"));
            case NoSuchFileException missing -> Optional.of(texts.of("ui.fault.missing", missing.getFile()));
            case FileNotFoundException missing -> Optional.of(texts.of("ui.fault.missing", missing.getMessage()));
            case FileSystemException disk -> Optional.of(disk(disk));
            case IOException _ when FULL.matcher(said).find() -> Optional.of(texts.of("ui.fault.full"));
            default -> Optional.empty();
        };
    }

    private String disk(FileSystemException failed) {
        String said = String.valueOf(failed.getReason());
        if (FULL.matcher(said).find() || isFull(failed.getFile())) {
            return texts.of("ui.fault.full");
        }
        if (READ_ONLY.matcher(said).find()) {
            return texts.of("ui.fault.readOnly");
        }
        return IN_USE.matcher(said).find() ? texts.of("ui.fault.inUse", failed.getFile())
                : texts.of("ui.fault.disk", failed.getFile(), said);
    }

    /** Not every system says in words we know that a disk is full. */
    private static boolean isFull(String file) {
        for (Path at = Path.of(file).toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                try {
                    return Files.getFileStore(at).getUsableSpace() < FULL_BELOW;
                } catch (IOException unknown) {
                    return false;
                }
            }
        }
        return false;
    }

    private static Notice bad(String text) {
        return new Notice(Severity.BAD, text);
    }

    private static Notice withDetails(Exception fault, String text) {
        return new Notice(Severity.BAD, text, ErrorWindow.details(ErrorCode.of(fault), fault));
    }
}

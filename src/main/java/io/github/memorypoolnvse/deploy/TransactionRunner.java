package io.github.memorypoolnvse.deploy;

import io.github.memorypoolnvse.deploy.Transaction.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a transaction out so that a crash after any step leaves what {@link #recover} turns into exactly the old
 * or exactly the new state. New files and copies of the replaced ones are written, forced and read back first;
 * only then are files put in place; only then is anything tidied away. The journal is saved between.
 */
final class TransactionRunner {

    private static final Logger LOG = LoggerFactory.getLogger(TransactionRunner.class);

    private final FileOperations disk;
    private final JournalStore journals;

    TransactionRunner(FileOperations disk, JournalStore journals) {
        this.disk = disk;
        this.journals = journals;
    }

    /**
     * Applies {@code plan} to a folder without a running transaction.
     *
     * @throws DeployException when it could not be done; the folder is then as before, or, where even that failed,
     *                         recovery finishes the work
     */
    void run(Journal journal, Plan plan) throws IOException {
        Path root = plan.root();
        Transaction transaction = plan.transaction();
        Journal running = journal.with(transaction.in(Phase.STAGING));
        boolean committing = false;
        try {
            journals.save(running);
        } catch (IOException failed) {
            throw new DeployException(failed, "failed", root, reason(failed));
        }
        try {
            stage(root, plan);
            running = journal.with(transaction.in(Phase.COMMITTING));
            journals.save(running);
            committing = true;
            commit(root, transaction);
            verify(root, transaction);
        } catch (IOException failed) {
            throw undone(running, committing, failed);
        }
        try {
            finish(running);
        } catch (IOException failed) {
            throw new DeployException(failed, "untidy", root, reason(failed));
        }
    }

    /** Brings a folder whose transaction was cut off to its old or its new state. */
    void recover(Journal journal) throws IOException {
        Optional<Transaction> cutOff = journal.running();
        if (cutOff.isEmpty()) {
            return;
        }
        Path root = Path.of(journal.root());
        Transaction transaction = cutOff.get();
        LOG.info("finishing a transaction cut off while {} in {}", transaction.phase(), root);
        switch (transaction.phase()) {
            case STAGING -> abandon(journal, transaction);
            case COMMITTING -> {
                if (canCommit(root, transaction)) {
                    commit(root, transaction);
                    finish(journal);
                } else {
                    revert(root, transaction);
                    abandon(journal, transaction);
                }
            }
            case FINISHING -> finish(journal);
        }
    }

    private void stage(Path root, Plan plan) throws IOException {
        Transaction transaction = plan.transaction();
        for (String directory : transaction.created()) {
            disk.createDirectory(root.resolve(directory));
        }
        for (Change change : transaction.changes()) {
            Path file = root.resolve(change.path());
            if (!disk.fingerprint(file).equals(change.before())) {
                throw new DeployException("changed", file);
            }
            if (change.after().isPresent()) {
                Path staged = root.resolve(change.staged());
                plan.content(change.path()).stage(disk, staged);
                requireContent(staged, change.after());
            }
            if (change.kept().isPresent()) {
                Path kept = root.resolve(change.kept().get());
                disk.copy(file, kept);
                requireContent(kept, change.before());
            }
        }
    }

    private void requireContent(Path file, Optional<Fingerprint> expected) throws IOException {
        if (!disk.fingerprint(file).equals(expected)) {
            throw new DeployException("readBack", file);
        }
    }

    private void commit(Path root, Transaction transaction) throws IOException {
        for (Change change : transaction.changes()) {
            Path file = root.resolve(change.path());
            Optional<Fingerprint> now = disk.fingerprint(file);
            if (now.equals(change.after())) {
                continue;
            }
            if (!now.equals(change.before())) {
                throw new DeployException("changed", file);
            }
            if (change.after().isPresent()) {
                disk.move(root.resolve(change.staged()), file);
            } else {
                disk.delete(file);
            }
        }
    }

    private void verify(Path root, Transaction transaction) throws IOException {
        for (Change change : transaction.changes()) {
            Path file = root.resolve(change.path());
            if (!disk.fingerprint(file).equals(change.after())) {
                throw new DeployException("vanished", file);
            }
        }
    }

    private boolean canCommit(Path root, Transaction transaction) throws IOException {
        for (Change change : transaction.changes()) {
            Optional<Fingerprint> now = disk.fingerprint(root.resolve(change.path()));
            if (now.equals(change.after())) {
                continue;
            }
            boolean ready = change.after().isEmpty()
                    || disk.fingerprint(root.resolve(change.staged())).equals(change.after());
            if (!now.equals(change.before()) || !ready) {
                return false;
            }
        }
        return true;
    }

    private DeployException undone(Journal running, boolean committing, IOException failed) {
        Path root = Path.of(running.root());
        Transaction transaction = running.running().orElseThrow();
        try {
            if (committing) {
                revert(root, transaction);
            }
            abandon(running, transaction);
        } catch (IOException worse) {
            failed.addSuppressed(worse);
            LOG.warn("the folder {} could not be put back at once; the next start does it", root, failed);
            return new DeployException(failed, "unfinished", root, reason(failed));
        }
        return failed instanceof DeployException known
                ? known
                : new DeployException(failed, "failed", root, reason(failed));
    }

    private static String reason(IOException failed) {
        return failed.getClass().getSimpleName() + ": " + failed.getMessage();
    }

    /** Puts back what a transaction replaced; a file that is neither old nor new is somebody else's and stays. */
    private void revert(Path root, Transaction transaction) throws IOException {
        for (Change change : transaction.changes().reversed()) {
            Path file = root.resolve(change.path());
            Optional<Fingerprint> now = disk.fingerprint(file);
            if (now.equals(change.before())) {
                continue;
            }
            if (change.before().isEmpty()) {
                if (now.equals(change.after())) {
                    disk.delete(file);
                }
                continue;
            }
            if (now.isEmpty() || now.equals(change.after())) {
                putBack(root, change);
            }
        }
    }

    private void putBack(Path root, Change change) throws IOException {
        Path kept = root.resolve(change.kept().orElseThrow());
        if (!disk.fingerprint(kept).equals(change.before())) {
            LOG.error("{} is gone or changed, so {} stays as it is", kept, change.path());
            return;
        }
        Path staged = root.resolve(change.staged());
        disk.copy(kept, staged);
        requireContent(staged, change.before());
        disk.move(staged, root.resolve(change.path()));
    }

    /** Tidies away what staging made; every file in place is already as before. */
    private void abandon(Journal journal, Transaction transaction) throws IOException {
        Path root = Path.of(journal.root());
        for (Change change : transaction.changes()) {
            disk.delete(root.resolve(change.staged()));
            Optional<Fingerprint> now = disk.fingerprint(root.resolve(change.path()));
            if (change.kept().isPresent() && now.equals(change.before())) {
                disk.delete(root.resolve(change.kept().get()));
            }
        }
        removeEmpty(root, transaction.created().reversed());
        journals.save(journal.abandoned());
    }

    private void finish(Journal journal) throws IOException {
        Transaction transaction = journal.running().orElseThrow();
        Journal finishing = journal.with(transaction.in(Phase.FINISHING));
        journals.save(finishing);
        Path root = Path.of(journal.root());
        for (Change change : transaction.changes()) {
            disk.delete(root.resolve(change.staged()));
            Optional<String> kept = change.kept().filter(name -> name.endsWith(Change.PREVIOUS));
            if (kept.isPresent()) {
                disk.delete(root.resolve(kept.get()));
            }
        }
        for (String obsolete : transaction.obsolete()) {
            disk.delete(root.resolve(obsolete));
        }
        removeEmpty(root, transaction.removed());
        journals.save(finishing.completed());
    }

    private void removeEmpty(Path root, List<String> directories) throws IOException {
        for (String directory : directories) {
            disk.deleteEmptyDirectory(root.resolve(directory));
        }
    }
}

package io.github.memorypoolnvse.ui.setup;

import java.nio.file.Path;
import java.util.List;

/**
 * A change of an install's files.
 *
 * @param folder where it is made
 * @param files everything it does to files' content
 * @param plain does it
 * @param elevated does the same with an administrator's rights
 * @param done what is said when it is done
 * @param after what follows then
 * @param outdated what follows when the files are others by now than those shown; nothing was done then
 */
record Change(Path folder, List<PlanRow> files, SetupTasks.Deed plain, SetupTasks.Deed elevated, String done,
        Runnable after, Runnable outdated) {
}

package io.github.memorypoolnvse.ui.setup;

import io.github.memorypoolnvse.Texts;
import io.github.memorypoolnvse.deploy.DeployException;
import io.github.memorypoolnvse.deploy.Plan;
import io.github.memorypoolnvse.ui.LongWork;
import io.github.memorypoolnvse.ui.theme.Severity;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The changes of the Setup page: shown before they are made, made exactly as shown, with an administrator's rights
 * where a person grants them. A proposal that comes too late, after {@link #dismiss}, is dropped.
 */
final class SetupChanges {

    private final SetupWork work;
    private final Texts texts;
    private final SetupWords words;
    private final SetupTasks tasks;
    private final ReadOnlyObjectWrapper<@Nullable Proposal> proposal = new ReadOnlyObjectWrapper<>();
    private @Nullable Proposed waiting;
    private int round;

    SetupChanges(SetupWork work, Texts texts, SetupWords words, SetupTasks tasks) {
        this.work = work;
        this.texts = texts;
        this.words = words;
        this.tasks = tasks;
    }

    /** What waits for a person's word; null for nothing. */
    ReadOnlyObjectProperty<@Nullable Proposal> proposal() {
        return proposal.getReadOnlyProperty();
    }

    /** Shows a plan with its two answers; one that turns out to be outdated is made and shown anew. */
    void propose(SetupTasks.Work<Plan> maker, Function<Plan, Proposed.Words> saying, Runnable after) {
        tasks.notice().set(null);
        show(maker, saying, after);
    }

    private void show(SetupTasks.Work<Plan> maker, Function<Plan, Proposed.Words> saying, Runnable after) {
        int asked = round;
        tasks.run(maker, plan -> {
            if (asked == round) {
                Proposed.Words said = saying.apply(plan);
                show(new Proposed(of(plan, said.done(), after, () -> show(maker, saying, after)), false, said));
            }
        });
    }

    private void show(Proposed proposed) {
        waiting = proposed;
        proposal.set(new Proposal(proposed.words().severity(), proposed.words().text(), proposed.words().confirm(),
                proposed.change().files()));
    }

    /** Does what is proposed, exactly as it is shown. */
    void confirm() {
        Proposed agreed = waiting;
        if (agreed == null || tasks.busy().get()) {
            return;
        }
        dismiss();
        make(agreed.change(), agreed.elevated());
    }

    /** Forgets what is proposed, and what was asked for to be proposed. */
    void dismiss() {
        round++;
        waiting = null;
        proposal.set(null);
    }

    /** The change that a plan makes. */
    Change of(Plan plan, String done, Runnable after, Runnable outdated) {
        return new Change(plan.root(), words.rows(plan), () -> work.apply(plan), () -> work.applyElevated(plan), done,
                after, outdated);
    }

    /** Makes a change that was shown; where that takes an administrator, proposes just that. */
    void make(Change change) {
        make(change, false);
    }

    private void make(Change change, boolean elevated) {
        tasks.notice().set(null);
        int asked = round;
        tasks.run(LongWork.Kind.CHANGE, elevated ? change.elevated() : change.plain(), () -> {
            tasks.tell(Severity.GOOD, change.done());
            change.after().run();
        }, failed -> {
            if (failed instanceof RightsNeededException) {
                if (asked == round) {
                    show(new Proposed(change, true, new Proposed.Words(Severity.WARNING,
                            texts.of("ui.setup.propose.elevated", change.folder()),
                            texts.of("ui.setup.propose.elevated.confirm"), change.done())));
                }
                return;
            }
            tasks.tell(failed);
            if (failed instanceof DeployException refused && refused.outdated()) {
                change.outdated().run();
            }
        });
    }
}

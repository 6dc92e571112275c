package io.github.memorypoolnvse.ui.settings;

import io.github.memorypoolnvse.ui.live.AlertRule;
import io.github.memorypoolnvse.ui.live.DashboardLayout;
import io.github.memorypoolnvse.ui.theme.Appearance;
import java.util.List;

/**
 * What the window remembers.
 *
 * @param language a language tag; empty for the system's
 * @param refreshPerSecond how often the Live page draws, 1 to 10
 * @param record whether sessions are recorded
 * @param notifications whether an alert shows a notification while the window is not in front
 * @param alerts whether thresholds are watched
 * @param alertRules when to warn
 * @param layout how the graphs are arranged
 * @param page the page shown last
 * @param welcomed whether the welcome was seen: the plugin was installed since, or it was sent away
 */
public record UiSettings(
        Appearance appearance,
        String language,
        int refreshPerSecond,
        boolean record,
        boolean notifications,
        boolean alerts,
        List<AlertRule> alertRules,
        DashboardLayout layout,
        String page,
        boolean welcomed) {

    /** The most the Live page draws in a second. */
    public static final int MOST_REFRESHES = 10;

    /** As it is before anybody chose anything. */
    public static final UiSettings STANDARD =
            new UiSettings(Appearance.SYSTEM, "", MOST_REFRESHES, true, true, true, AlertRule.STANDARD,
                    DashboardLayout.STANDARD, "setup", false);

    public UiSettings {
        refreshPerSecond = Math.clamp(refreshPerSecond, 1, MOST_REFRESHES);
        alertRules = List.copyOf(alertRules);
    }

    public UiSettings withAppearance(Appearance chosen) {
        return new UiSettings(chosen, language, refreshPerSecond, record, notifications, alerts, alertRules,
                layout, page, welcomed);
    }

    public UiSettings withLanguage(String tag) {
        return new UiSettings(appearance, tag, refreshPerSecond, record, notifications, alerts, alertRules,
                layout, page, welcomed);
    }

    public UiSettings withRefresh(int perSecond) {
        return new UiSettings(appearance, language, perSecond, record, notifications, alerts, alertRules,
                layout, page, welcomed);
    }

    public UiSettings withRecord(boolean on) {
        return new UiSettings(appearance, language, refreshPerSecond, on, notifications, alerts, alertRules,
                layout, page, welcomed);
    }

    public UiSettings withNotifications(boolean on) {
        return new UiSettings(appearance, language, refreshPerSecond, record, on, alerts, alertRules,
                layout, page, welcomed);
    }

    public UiSettings withAlerts(boolean on) {
        return new UiSettings(appearance, language, refreshPerSecond, record, notifications, on, alertRules,
                layout, page, welcomed);
    }

    public UiSettings withAlertRules(List<AlertRule> rules) {
        return new UiSettings(appearance, language, refreshPerSecond, record, notifications, alerts, rules,
                layout, page, welcomed);
    }

    public UiSettings withLayout(DashboardLayout arranged) {
        return new UiSettings(appearance, language, refreshPerSecond, record, notifications, alerts, alertRules,
                arranged, page, welcomed);
    }

    public UiSettings withPage(String id) {
        return new UiSettings(appearance, language, refreshPerSecond, record, notifications, alerts, alertRules,
                layout, id, welcomed);
    }

    public UiSettings withWelcomed() {
        return new UiSettings(appearance, language, refreshPerSecond, record, notifications, alerts, alertRules,
                layout, page, true);
    }
}

package io.github.memorypoolnvse.ui.live;

import io.github.memorypoolnvse.ui.theme.Severity;

/**
 * One tile's content.
 *
 * @param number as it is read, such as {@code 1.21}
 * @param unit such as {@code GB}, may be empty
 * @param note a short line below the number, may be empty
 * @param severity INFO while there is nothing to remark
 * @param spark the value its small line goes on with; NaN for none
 */
public record KeyFigure(String number, String unit, String note, Severity severity, double spark) {

    /** The number with its unit. */
    String words() {
        return unit.isEmpty() ? number : number + "\u00a0" + unit;
    }
}

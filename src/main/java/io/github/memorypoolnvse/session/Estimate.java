package io.github.memorypoolnvse.session;

/**
 * A mean and the 95 % interval around it.
 *
 * @param value not a number where nothing is known
 * @param low not a number where there is too little to tell the spread from
 * @param high as low
 */
public record Estimate(double value, double low, double high) {

    /** Whether there is a value. */
    public boolean known() {
        return !Double.isNaN(value);
    }

    /** Whether there is an interval. */
    public boolean bounded() {
        return !Double.isNaN(low);
    }

    /** Of a difference: whether the whole interval lies on one side of nothing. */
    public boolean clear() {
        return bounded() && (low > 0 || high < 0);
    }
}

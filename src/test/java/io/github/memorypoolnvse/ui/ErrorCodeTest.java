package io.github.memorypoolnvse.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

    @Test
    void theSameFaultHasTheSameCodeWhateverItSays() {
        assertThat(ErrorCode.of(fault("one"))).isEqualTo(ErrorCode.of(fault("two"))).matches("[0-9A-V]{4}-[0-9A-V]{4}");
    }

    @Test
    void anotherPlaceOrKindHasAnother() {
        assertThat(ErrorCode.of(fault("one"))).isNotEqualTo(ErrorCode.of(elsewhere()));
        assertThat(ErrorCode.of(fault("one"))).isNotEqualTo(ErrorCode.of(new IllegalStateException()));
    }

    @Test
    void whatWrapsAFaultDoesNotHideIt() {
        IOException fault = fault("one");

        assertThat(ErrorCode.of(new UncheckedIOException(fault))).isEqualTo(ErrorCode.of(fault));
    }

    @Test
    void theDetailsNameNobodysHome() {
        String details = ErrorWindow.details("X", new IOException(System.getProperty("user.home") + "/Games"));

        assertThat(details).contains("~/Games").doesNotContain(System.getProperty("user.home") + "/");
    }

    private static IOException fault(String message) {
        return new IOException(message);
    }

    private static IOException elsewhere() {
        return new IOException("one");
    }
}

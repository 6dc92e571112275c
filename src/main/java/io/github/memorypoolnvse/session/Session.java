package io.github.memorypoolnvse.session;

/**
 * One kept session.
 *
 * @param id stable, unique in its store
 * @param name given by a person; empty when none was
 * @param notes of a person's
 * @param summary what it comes to
 * @param source where its content is
 */
public record Session(String id, String name, String notes, SessionSummary summary, SessionSource source) {
}

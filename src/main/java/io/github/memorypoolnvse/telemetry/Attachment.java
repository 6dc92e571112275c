package io.github.memorypoolnvse.telemetry;

/** A game whose block is being read. */
public record Attachment(GameInstance game, BlockIdentity identity, MetricDirectory directory) {}

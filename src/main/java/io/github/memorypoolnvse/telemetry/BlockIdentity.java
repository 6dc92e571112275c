package io.github.memorypoolnvse.telemetry;

import java.time.Duration;
import java.time.Instant;

/**
 * What never changes while a block lives.
 *
 * @param token 32 hexadecimal digits, different for every start of the game
 * @param processId the number Windows or Wine gives the game; under Wine not the one of the system
 * @param started when the plugin's clock was 0
 */
public record BlockIdentity(
        String token,
        int major,
        int minor,
        long processId,
        Instant started,
        Duration samplePeriod,
        Duration addressPeriod) {}

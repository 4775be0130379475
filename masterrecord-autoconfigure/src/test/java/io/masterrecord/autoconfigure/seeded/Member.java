package io.masterrecord.autoconfigure.seeded;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Unique;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * Somebody who signs in.
 */
public record Member(@Id @GeneratedId @Nullable Long id, @Unique String email, String password) {
}

package io.masterrecord.command.shop;

import io.masterrecord.annotation.GeneratedId;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * Something that is sold.
 */
public record Item(@Id @GeneratedId @Nullable Long id, String name) {
}

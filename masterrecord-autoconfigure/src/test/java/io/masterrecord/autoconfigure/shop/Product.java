package io.masterrecord.autoconfigure.shop;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.Searchable;
import io.masterrecord.annotation.Sortable;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * An entity that is recognised by its id.
 */
public record Product(@Id @GeneratedId @Nullable Long id, @Searchable @Sortable String title, int stock) {
}

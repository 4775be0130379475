package io.masterrecord.autoconfigure.stores;

import org.springframework.data.annotation.Id;

/**
 * Has a repository of ours beside that of another store.
 */
public record Both(@Id long id) {
}

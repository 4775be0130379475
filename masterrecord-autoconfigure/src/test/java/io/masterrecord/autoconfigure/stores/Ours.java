package io.masterrecord.autoconfigure.stores;

import io.masterrecord.annotation.Table;

import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.TypeAlias;

@Table
@TypeAlias("ours")
public record Ours(@Id long id) {
}

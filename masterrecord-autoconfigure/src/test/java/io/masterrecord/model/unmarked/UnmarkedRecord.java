package io.masterrecord.model.unmarked;

import java.time.LocalDate;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.NonNull;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

public record UnmarkedRecord(@Id @GeneratedId Long id, String plain, @Nullable String maybe, @NonNull String stated,
		@NotNull String required, @NotEmpty String filled, long primitive, @Column(nullable = false) String closed,
		@Column(defaultValue = "0") Integer defaulted, @CreatedDate LocalDate created, @Version Long version) {

	@NullMarked
	public record Strict(@Id long id, String plain, @Nullable String maybe) {

	}

}

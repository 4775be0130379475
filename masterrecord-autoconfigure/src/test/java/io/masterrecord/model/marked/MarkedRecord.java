package io.masterrecord.model.marked;

import java.time.Instant;
import java.util.Optional;

import io.masterrecord.annotation.Column;
import io.masterrecord.annotation.GeneratedId;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.CreatedDate;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.LastModifiedDate;
import org.springframework.data.annotation.Version;

public record MarkedRecord(@Id @GeneratedId @Nullable Long id, String plain, @Nullable String maybe,
		@NotBlank @Nullable String required, int primitive, @Column(nullable = true) String opened,
		@Column(nullable = false) @Nullable String closed, @Column(defaultValue = "x") @Nullable String defaulted,
		@Column(defaultValue = "x", nullable = true) @Nullable String defaultedAndOpened,
		@CreatedDate @Nullable Instant created,
		@LastModifiedDate @Column(nullable = true) @Nullable Instant modifiedAndOpened, Optional<String> optional,
		@Version @Nullable Integer version) {

	public record Nested(@Id long id, String plain, @Nullable String maybe) {

	}

	@NullUnmarked
	public static class Loose {

		public record Inner(@Id long id, String plain) {

		}

	}

}

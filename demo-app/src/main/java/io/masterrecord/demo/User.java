package io.masterrecord.demo;

import java.util.List;

import io.masterrecord.annotation.GeneratedId;
import io.masterrecord.annotation.HasMany;
import io.masterrecord.annotation.Table;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * Somebody who makes plans. The table has a name in the plural, because {@code user} is a
 * reserved word to most databases.
 *
 * @param id the id, or {@code null} before the user is stored
 * @param name the name
 * @param plans the plans of the user, or {@code null} if they were not read
 */
@Table(name = "users")
public record User(@Id @GeneratedId @Nullable Long id, @NotBlank @Size(max = 80) String name,
		@HasMany @Nullable List<Plan> plans) {

	/**
	 * Create a user whose plans are not known.
	 * @param id the id, or {@code null} before the user is stored
	 * @param name the name
	 */
	public User(@Nullable Long id, String name) {
		this(id, name, null);
	}

}

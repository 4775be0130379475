package io.masterrecord.autoconfigure.early;

import io.masterrecord.annotation.Column;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

/**
 * Of types of the platform alone.
 */
public record Ticket(@Id long id, @Column(size = 20) String seat, @Nullable Integer price) {

	static {
		Initialized.add(Ticket.class);
	}

}

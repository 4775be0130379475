package io.masterrecord.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

/**
 * A property below {@code masterrecord} that nobody reads.
 *
 * @param name its full name
 * @param closest the property that was probably meant, or {@code null} if none is like it
 * @param origin where it was set, or {@code null} if that is not known
 */
record UnknownProperty(String name, @Nullable String closest, @Nullable Origin origin) {

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("'").append(this.name).append("'");
		if (this.origin != null) {
			text.append(" (from ").append(this.origin).append(")");
		}
		if (this.closest != null) {
			text.append(": did you mean '").append(this.closest).append("'?");
		}
		return text.toString();
	}

}

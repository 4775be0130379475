package io.masterrecord.model.marked;

import java.util.Optional;

import io.masterrecord.model.unmarked.UnmarkedBase;
import org.jspecify.annotations.Nullable;

public class MarkedClass extends UnmarkedBase {

	private String plain = "";

	private @Nullable String maybe;

	private String readAsOptional = "";

	public String getPlain() {
		return this.plain;
	}

	public @Nullable String getMaybe() {
		return this.maybe;
	}

	public Optional<String> getReadAsOptional() {
		return Optional.of(this.readAsOptional);
	}

}

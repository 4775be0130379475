package io.masterrecord.autoconfigure.early;

import io.masterrecord.annotation.Convert;
import io.masterrecord.annotation.ValueConverter;

import org.springframework.data.annotation.Id;

/**
 * Has an enum and a converter.
 */
public class Show {

	static {
		Initialized.add(Show.class);
	}

	@Id
	private long id;

	private Genre genre = Genre.PLAY;

	@Convert(InUpperCase.class)
	private String title = "";

	public long getId() {
		return this.id;
	}

	public Genre getGenre() {
		return this.genre;
	}

	public String getTitle() {
		return this.title;
	}

	/**
	 * What is shown.
	 */
	public enum Genre {

		/** A play. */
		PLAY;

		static {
			Initialized.add(Genre.class);
		}

	}

	/**
	 * Keeps texts in upper case.
	 */
	public static final class InUpperCase implements ValueConverter<String, String> {

		static {
			Initialized.add(InUpperCase.class);
		}

		@Override
		public String toColumn(String value) {
			return value;
		}

		@Override
		public String fromColumn(String value) {
			return value;
		}

	}

}

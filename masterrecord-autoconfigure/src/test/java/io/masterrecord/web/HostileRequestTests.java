package io.masterrecord.web;

import java.util.stream.Stream;

import io.masterrecord.dialect.Dialect;
import io.masterrecord.dialect.Dialects;
import io.masterrecord.jdbc.SqlStatement;
import io.masterrecord.model.Model;
import io.masterrecord.query.CursorRequest;
import io.masterrecord.query.InvalidQueryException;
import io.masterrecord.query.PageSizePolicy;
import io.masterrecord.query.Query;
import io.masterrecord.query.QueryContext;
import io.masterrecord.query.QuerySettings;
import io.masterrecord.testing.Dice;
import io.masterrecord.testing.Hostile;
import io.masterrecord.testing.HostileInputs;
import io.masterrecord.testing.StatementTrap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.MethodParameter;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.Pageable;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.ReflectionUtils;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Whatever the parameters of a request are, the page is one that there may be, or the
 * request is refused: none of them becomes the text of a statement, on any dialect.
 */
class HostileRequestTests {

	private static final MethodParameter PAGEABLE = parameter("page", Pageable.class);

	private static final MethodParameter CURSOR = parameter("scroll", CursorRequest.class);

	private static final MethodParameter OFFSET = parameter("skip", OffsetScrollPosition.class);

	private final StrictPageableArgumentResolver pages = new StrictPageableArgumentResolver(
			new StrictSortArgumentResolver(), PageSizePolicy.REJECT);

	private final CursorRequestArgumentResolver cursors = new CursorRequestArgumentResolver(this.pages);

	private final StrictOffsetArgumentResolver offsets = new StrictOffsetArgumentResolver();

	HostileRequestTests() {
		this.pages.setDefaultSize(20);
		this.pages.setMaxPageSize(1000);
	}

	@ParameterizedTest
	@MethodSource("dialects")
	void parametersAreReadStrictlyOrRefused(Dialect dialect) {
		Model model = Model.of(Thing.class);
		Query<Thing> things = Query.of(model.entity(Thing.class),
				QueryContext.of(model, new StatementTrap(dialect), QuerySettings.DEFAULTS));
		HostileInputs.forEach((dice) -> {
			MockHttpServletRequest request = new MockHttpServletRequest();
			fill(request, dice, "page");
			fill(request, dice, "size");
			fill(request, dice, "sort");
			fill(request, dice, "cursor");
			fill(request, dice, "offset");
			ServletWebRequest web = new ServletWebRequest(request);
			switch (dice.below(3)) {
				case 0 -> answer(() -> things.page(this.pages.resolveArgument(PAGEABLE, null, web, null)));
				case 1 -> answer(() -> things.cursorPage(this.cursors.resolveArgument(CURSOR, null, web, null)));
				default -> answer(() -> things
					.window((OffsetScrollPosition) this.offsets.resolveArgument(OFFSET, null, web, null), 20));
			}
		});
	}

	private static void fill(MockHttpServletRequest request, Dice dice, String name) {
		switch (dice.below(8)) {
			case 0 -> request.addParameter(name, HostileInputs.text(dice));
			case 1 -> request.addParameter(name, Hostile.text(dice), HostileInputs.text(dice));
			case 2 -> request.addParameter(name,
					dice.oneOf("-1", "0", "1", "5", "1000", "1001", "2147483647", "2147483648", "9223372036854775807",
							"9223372036854775808", "1e9", "0x10", "+1", " 7", "\u0663", "", " ", "999999999999999999"));
			case 3 -> request.addParameter(name,
					dice.oneOf("id", "name", "id,desc", "name,asc,ignorecase", "rank", "name,", ",", "desc")
							+ (dice.oneIn(2) ? "" : HostileInputs.text(dice)));
			default -> {
				// not given
			}
		}
	}

	/**
	 * Require that a request is refused as one that is wrong, or reads a page.
	 */
	private static void answer(Runnable reading) {
		SqlStatement sent;
		try {
			sent = StatementTrap.sentBy(reading);
		}
		catch (InvalidPageRequestException ex) {
			HostileInputs.requireAbsent(ex.getBody().getDetail());
			return;
		}
		catch (InvalidQueryException ex) {
			HostileInputs.requireHarmless(ex.getMessage());
			return;
		}
		HostileInputs.requireAbsent(sent.sql());
		sent.values().forEach((value) -> {
			if (value.value() instanceof Long number && number < 0) {
				throw new AssertionError("%d is sent by: %s".formatted(number, sent.sql()));
			}
		});
	}

	private static MethodParameter parameter(String method, Class<?> type) {
		return new MethodParameter(ReflectionUtils.findMethod(Handlers.class, method, type), 0);
	}

	static Stream<Dialect> dialects() {
		return Stream.of("postgresql", "mariadb", "mysql", "sqlite", "h2").map(Dialects::of);
	}

	/**
	 * What the parameters belong to.
	 */
	interface Handlers {

		void page(Pageable pageable);

		void scroll(CursorRequest request);

		void skip(OffsetScrollPosition position);

	}

	record Thing(@Id long id, String name, int rank) {

	}

}

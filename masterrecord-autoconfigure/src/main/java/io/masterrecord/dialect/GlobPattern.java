package io.masterrecord.dialect;

/**
 * A pattern of LIKE with the escape character {@code !}, turned by the database into the
 * same pattern of GLOB.
 */
final class GlobPattern {

	// Three code points that are no characters stand for what was escaped.
	private static final String[][] STEPS = { { "'['", "'[[]'" }, { "'*'", "'[*]'" }, { "'?'", "'[?]'" },
			{ "'!!'", "char(64976)" }, { "'!%'", "char(64977)" }, { "'!_'", "char(64978)" }, { "'%'", "'*'" },
			{ "'_'", "'?'" }, { "char(64978)", "'_'" }, { "char(64977)", "'%'" }, { "char(64976)", "'!'" } };

	private GlobPattern() {
	}

	static String of(String pattern) {
		String sql = pattern;
		for (String[] step : STEPS) {
			sql = "replace(" + sql + ", " + step[0] + ", " + step[1] + ")";
		}
		return sql;
	}

}

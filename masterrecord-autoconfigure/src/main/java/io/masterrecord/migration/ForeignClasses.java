package io.masterrecord.migration;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.asm.ClassReader;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;

/**
 * Finds the classes that a migration depends on, though they may change or vanish before
 * the migration runs on the last database. What the compiler put into the file of its
 * class is read; the class is not loaded.
 */
final class ForeignClasses {

	/** The tag of a class in the constants of a class file. */
	private static final int CLASS = 7;

	private static final String OURS = "io/masterrecord/migration/";

	private static final String CODE = "io/masterrecord/operation/CodeStep";

	private ForeignClasses() {
	}

	/**
	 * Return the classes that are neither of the JDK nor of this package, nor nested in
	 * the migration.
	 * @param file the class file of a migration, or of a class nested in one
	 */
	static Set<String> of(Resource file) throws IOException {
		try (InputStream content = file.getInputStream()) {
			return of(new ClassReader(content));
		}
	}

	private static Set<String> of(ClassReader reader) {
		Set<String> names = new TreeSet<>();
		String migration = outermost(reader.getClassName());
		char[] buffer = new char[reader.getMaxStringLength()];
		for (int item = 1; item < reader.getItemCount(); item++) {
			int offset = reader.getItem(item);
			if (offset > 0 && reader.readByte(offset - 1) == CLASS) {
				String name = element(reader.readUTF8(offset, buffer));
				if (isForeign(name, migration)) {
					names.add(ClassUtils.convertResourcePathToClassName(name));
				}
			}
		}
		return names;
	}

	private static boolean isForeign(String name, String migration) {
		return !name.isEmpty() && !name.startsWith("java/") && !name.startsWith("javax/") && !name.startsWith("kotlin/")
				&& !name.startsWith(OURS) && !name.equals(CODE) && !outermost(name).equals(migration);
	}

	/**
	 * Return the class of the elements of an array; of primitives there is none.
	 */
	private static String element(String name) {
		if (!name.startsWith("[")) {
			return name;
		}
		String element = name.replaceFirst("^\\[+", "");
		return element.startsWith("L") ? element.substring(1, element.length() - 1) : "";
	}

	private static String outermost(String name) {
		int nested = name.indexOf('$');
		return (nested >= 0) ? name.substring(0, nested) : name;
	}

}

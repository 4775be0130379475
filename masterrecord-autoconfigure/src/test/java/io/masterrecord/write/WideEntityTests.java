package io.masterrecord.write;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

import io.masterrecord.annotation.Embedded;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.data.annotation.Id;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities of more columns than a method has parameters.
 */
class WideEntityTests {

	@EngineTest
	void areWrittenAndRead(TestDatabase database) throws ReflectiveOperationException {
		EntityOperations operations = WriteFixture.of(database, Wide.class).operations();
		Wide wide = new Wide();
		wide.id = 1;
		wide.last = "end";
		List<Integer> expected = new ArrayList<>();
		for (Field field : numbers()) {
			field.set(wide, expected.size() * 7);
			expected.add(expected.size() * 7);
		}
		operations.insert(wide);
		operations.insertAll(Wide.class, List.of(wide(2), wide(3)));
		Wide read = operations.find(Wide.class, 1L).orElseThrow();
		assertThat(values(read)).isEqualTo(expected);
		assertThat(read.last).isEqualTo("end");
		read.last = null;
		operations.update(read);
		assertThat(operations.query(Wide.class).list()).extracting((row) -> row.last).containsOnlyNulls().hasSize(3);
	}

	@EngineTest
	void areMadeOfEmbeddedValues(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, Joined.class).operations();
		Part part = new Part(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
		Joined joined = new Joined(1, part, part, part, part, part, null, part, "end");
		operations.insert(joined);
		assertThat(operations.find(Joined.class, 1L)).contains(joined);
	}

	private static Wide wide(long id) {
		Wide wide = new Wide();
		wide.id = id;
		return wide;
	}

	private static List<Integer> values(Wide wide) throws ReflectiveOperationException {
		List<Integer> values = new ArrayList<>();
		for (Field field : numbers()) {
			values.add(field.getInt(wide));
		}
		return values;
	}

	private static List<Field> numbers() {
		List<Field> fields = new ArrayList<>();
		for (Field field : Wide.class.getDeclaredFields()) {
			if (field.getType() == int.class) {
				field.setAccessible(true);
				fields.add(field);
			}
		}
		return fields;
	}

	static class Wide {

		@Id
		private long id;

		private int n001, n002, n003, n004, n005, n006, n007, n008, n009, n010, n011, n012, n013, n014, n015, n016,
				n017, n018, n019, n020, n021, n022, n023, n024, n025, n026, n027, n028, n029, n030, n031, n032, n033,
				n034, n035, n036, n037, n038, n039, n040, n041, n042, n043, n044, n045, n046, n047, n048, n049, n050,
				n051, n052, n053, n054, n055, n056, n057, n058, n059, n060, n061, n062, n063, n064, n065, n066, n067,
				n068, n069, n070, n071, n072, n073, n074, n075, n076, n077, n078, n079, n080, n081, n082, n083, n084,
				n085, n086, n087, n088, n089, n090, n091, n092, n093, n094, n095, n096, n097, n098, n099, n100, n101,
				n102, n103, n104, n105, n106, n107, n108, n109, n110, n111, n112, n113, n114, n115, n116, n117, n118,
				n119, n120, n121, n122, n123, n124, n125, n126, n127, n128, n129, n130, n131, n132, n133, n134, n135,
				n136, n137, n138, n139, n140, n141, n142, n143, n144, n145, n146, n147, n148, n149, n150, n151, n152,
				n153, n154, n155, n156, n157, n158, n159, n160, n161, n162, n163, n164, n165, n166, n167, n168, n169,
				n170, n171, n172, n173, n174, n175, n176, n177, n178, n179, n180, n181, n182, n183, n184, n185, n186,
				n187, n188, n189, n190, n191, n192, n193, n194, n195, n196, n197, n198, n199, n200, n201, n202, n203,
				n204, n205, n206, n207, n208, n209, n210, n211, n212, n213, n214, n215, n216, n217, n218, n219, n220,
				n221, n222, n223, n224, n225, n226, n227, n228, n229, n230, n231, n232, n233, n234, n235, n236, n237,
				n238, n239, n240, n241, n242, n243, n244, n245, n246, n247, n248, n249, n250, n251, n252, n253, n254,
				n255, n256, n257, n258, n259, n260, n261, n262, n263, n264, n265, n266, n267, n268, n269, n270, n271,
				n272, n273, n274, n275, n276, n277, n278, n279, n280, n281, n282, n283, n284, n285, n286, n287, n288,
				n289, n290, n291, n292, n293, n294, n295, n296, n297, n298, n299, n300;

		private @Nullable String last;

	}

	record Joined(@Id long id, @Embedded Part one, @Embedded Part two, @Embedded Part three, @Embedded Part four,
			@Embedded Part five, @Embedded @Nullable Part six, @Embedded Part seven, String last) {
	}

	record Part(long p1, long p2, long p3, long p4, long p5, long p6, long p7, long p8, long p9, long p10, long p11,
			long p12, long p13, long p14, long p15, long p16, long p17, long p18, long p19, long p20) {
	}

}

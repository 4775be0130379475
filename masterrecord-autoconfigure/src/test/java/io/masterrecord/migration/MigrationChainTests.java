package io.masterrecord.migration;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.masterrecord.operation.AddColumn;
import io.masterrecord.operation.CreateTable;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Column;
import io.masterrecord.schema.ColumnType;
import io.masterrecord.schema.Table;
import io.masterrecord.schema.TypeName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MigrationChain}.
 */
class MigrationChainTests {

	@Test
	void isEmptyWithoutMigrations() {
		MigrationChain chain = chain();
		assertThat(chain.migrations()).isEmpty();
		assertThat(chain.head()).isEmpty();
		assertThat(chain.heads()).isEmpty();
		assertThat(chain.schema().tables()).isEmpty();
	}

	@Test
	void followsParentsAndNotIds() {
		MigrationChain chain = chain(migration("1", ""), migration("2", "3"), migration("3", "1"));
		assertThat(chain.migrations()).extracting(MigrationDefinition::id).containsExactly("1", "3", "2");
		assertThat(chain.heads()).containsExactly("2");
	}

	@Test
	void ordersMigrationsWithoutParentByNumber() {
		MigrationChain chain = chain(migration("10", ""), migration("x", ""), migration("2", ""),
				migration("20261122101530", ""));
		assertThat(chain.migrations()).extracting(MigrationDefinition::id)
			.containsExactly("2", "10", "20261122101530", "x");
		assertThat(chain.migrations()).extracting(MigrationDefinition::parent)
			.containsExactly("", "2", "10", "20261122101530");
	}

	@Test
	void letsTheFirstMigrationHaveAGreaterIdThanItsChild() {
		assertThat(chain(migration("5", ""), migration("3", "5")).migrations()).extracting(MigrationDefinition::id)
			.containsExactly("5", "3");
	}

	@Test
	void foldsUpToAMigration() {
		MigrationChain chain = chain(migration("1", "", table("a")), migration("2", "", column("a", "x")));
		assertThat(chain.schemaAt("").tables()).isEmpty();
		assertThat(chain.schemaAt("1").tables().get("a").columns()).hasSize(1);
		assertThat(chain.schemaAt("2")).isEqualTo(chain.schema());
		assertThat(chain.schema().tables().get("a").columns()).hasSize(2);
		assertThatIllegalArgumentException().isThrownBy(() -> chain.schemaAt("9"))
			.withMessage("There is no migration '9'");
	}

	@Test
	void namesBothMigrationsOfOneId() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> chain(migration("7", ""), named("7", "Other")))
			.withMessage("Migrations 'M7' (7) and 'Other' (7) have the same id: give one of them another");
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> chain(migration("7", ""), migration("07", "")))
			.withMessageContaining("have the same id");
	}

	@Test
	void namesTheParentThatIsMissing() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> chain(migration("1", ""), migration("2", "x")))
			.withMessage("Migration 'M2' (2) names the parent 'x', which is missing or has another id now");
	}

	@Test
	void putsBranchesThatHaveNothingToDoWithEachOtherInOrderOfTheirIds() {
		MigrationChain chain = chain(migration("1", "", table("a")), migration("5", "1", table("c")),
				migration("4", "1", column("a", "x")), migration("3", "1", column("a", "y")));
		assertThat(chain.migrations()).extracting(MigrationDefinition::id).containsExactly("1", "3", "4", "5");
		assertThat(chain.migrations()).extracting(MigrationDefinition::parent).containsExactly("", "1", "3", "4");
		assertThat(chain.heads()).containsExactly("3", "4", "5");
		assertThat(chain.descends("5", "1")).isTrue();
		assertThat(chain.descends("5", "4")).isFalse();
	}

	@Test
	void joinsBranches() {
		MigrationChain chain = chain(migration("1", "", table("a")), migration("2", "1", column("a", "x")),
				migration("3", "1", column("a", "y")), migration("4", "2 3"), migration("5", ""));
		assertThat(chain.heads()).containsExactly("5");
		assertThat(chain.descends("5", "2")).isTrue();
		assertThat(chain.descends("4", "3")).isTrue();
		assertThat(chain.schemaOf(Set.of("1", "3")).tables().get("a").columns()).extracting(Column::name)
			.containsExactly("id", "y");
	}

	@Test
	void namesWhatKeepsBranchesFromBeingPutInOrder() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> chain(migration("1", "", table("a")), migration("2", "1", column("a", "x")),
					migration("3", "1", column("a", "x"))))
			.withMessage(
					"Migrations 'M2' (2) and 'M3' (3) come from two branches, and the order in which they run makes a "
							+ "difference for column 'a.x': put one after the other, such as with '2' as the parent of 'M3' (3)");
	}

	@Test
	void namesACycle() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> chain(migration("1", ""), migration("2", "3"), migration("3", "2")))
			.withMessage("Migrations 'M2' (2) and 'M3' (3) are each other's parents: one of them has to come first");
	}

	@Test
	void collectsAllProblems() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(() -> chain(migration("1", ""), named("1", "Other"), migration("2", "x"),
					migration("3", "1", table("a")), migration("4", "1", table("a"))))
			.satisfies((ex) -> assertThat(ex.problems()).hasSize(3))
			.withMessageStartingWith("3 problems with the migrations:\n- ");
	}

	@Test
	void namesTheOperationThatDoesNotFit() {
		assertThatExceptionOfType(MigrationValidationException.class)
			.isThrownBy(
					() -> chain(migration("1", "", table("a")), migration("2", "", column("a", "x"), column("b", "x"))))
			.withMessage("Migration 'M2' (2), operation 2 of up: "
					+ "Cannot add column b.x text: there is no table 'b'; there is 'a'");
	}

	private static MigrationChain chain(MigrationDefinition... definitions) {
		return MigrationChain.of(Arrays.asList(definitions));
	}

	private static MigrationDefinition migration(String id, String parent, SchemaOperation... up) {
		return MigrationDefinition.of(id, "M" + id, parent.isEmpty() ? List.of() : List.of(parent.split(" ")),
				List.of(up), List.of());
	}

	private static MigrationDefinition named(String id, String name) {
		return MigrationDefinition.of(id, name, List.of(), List.of(), List.of());
	}

	private static SchemaOperation table(String name) {
		return new CreateTable(new Table(name, List.of(text("id")), null, List.of(), List.of(), List.of()));
	}

	private static SchemaOperation column(String table, String name) {
		return new AddColumn(table, text(name));
	}

	private static Column text(String name) {
		return new Column(name, ColumnType.of(TypeName.TEXT), true, null, false);
	}

}

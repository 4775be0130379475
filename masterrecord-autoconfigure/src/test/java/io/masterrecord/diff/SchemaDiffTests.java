package io.masterrecord.diff;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.masterrecord.diff.AmbiguousRenameException.Candidate;
import io.masterrecord.migration.Operations;
import io.masterrecord.migration.SchemaEditor;
import io.masterrecord.migration.TableEditor;
import io.masterrecord.operation.Description;
import io.masterrecord.operation.SchemaFold;
import io.masterrecord.operation.SchemaOperation;
import io.masterrecord.schema.Schema;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SchemaDiff}: what leads from one model to another, by theme.
 */
class SchemaDiffTests {

	@ParameterizedTest(name = "{0}")
	@MethodSource("themes")
	void leadsFromOneModelToAnother(Case theme) {
		Schema from = Operations.schema(theme.from());
		Schema to = Operations.schema(theme.to());
		SchemaDiff diff = SchemaDiff.between(from, to, RenameHints.none().butNothingElse());
		assertThat(diff.operations()).extracting(Description::of).containsExactlyElementsOf(theme.operations());
		Schema after = SchemaFold.apply(from, diff.operations());
		assertThat(RandomSchemas.normal(after)).isEqualTo(RandomSchemas.normal(to));
		assertThat(SchemaDiff.between(after, to, RenameHints.none()).isEmpty()).isTrue();
	}

	@Test
	void valuesThatAreListedInAnotherOrderAreTheSame() {
		Schema from = status("OPEN", "DONE", "LATE");
		assertThat(SchemaDiff.between(from, status("LATE", "OPEN", "DONE"), RenameHints.none()).isEmpty()).isTrue();
		assertThat(SchemaDiff.between(from, status("LATE", "OPEN"), RenameHints.none()).isEmpty()).isFalse();
	}

	@Test
	void whatIsComputedFromAComputedColumnStepsAsideWithIt() {
		Schema from = SchemaNotation
			.schema(List.of("plan(a integer, d integer as c + 1, c integer as b + 1, b integer as a + 1)"));
		Schema to = SchemaNotation
			.schema(List.of("plan(a integer, d integer as c + 1, c integer as b + 1, b integer as a + 2)"));
		assertThat(SchemaDiff.between(from, to, RenameHints.none()).operations()).extracting(Description::of)
			.containsExactly("drop column plan.d", "drop column plan.c", "drop column plan.b",
					"add column plan.b integer as 'a + 2'", "add column plan.c integer as 'b + 1'",
					"add column plan.d integer as 'c + 1'");
		SchemaFold.apply(from, SchemaDiff.between(from, to, RenameHints.none()).operations());
	}

	private static Schema status(Object... values) {
		return Operations.schema((s) -> {
			s.createTable("plan", (t) -> t.varchar("status", 20));
			s.addCheck("ck").on("plan").oneOf("status", values);
		});
	}

	static Stream<Case> themes() {
		return Stream.of(tables(), columns(), keys(), indexes(), foreignKeys(), noDifference())
			.flatMap((theme) -> theme);
	}

	private static Stream<Case> tables() {
		return Stream.of(new Case("creates parents first, each with its indexes", (s) -> {
		}, (s) -> {
			s.createTable("zoo", (t) -> t.bigint("id").primaryKey());
			s.createTable("animal", (t) -> {
				t.bigint("id").primaryKey();
				t.bigint("zoo_id").references("zoo", "id");
			});
			s.createIndex("idx_zoo").on("zoo", "id");
		}, "create table zoo (id)", "create index idx_zoo on zoo (id)", "create table animal (id, zoo_id)"),
				new Case("drops children first", (s) -> {
					s.createTable("a", (t) -> t.bigint("id").primaryKey());
					s.createTable("b", (t) -> t.bigint("a_id").primaryKey().references("a", "id"));
					s.createTable("c", (t) -> t.bigint("b_id").references("b", "a_id"));
				}, (s) -> {
				}, "drop table c", "drop table b", "drop table a"), new Case("creates a cycle in two steps", (s) -> {
				}, SchemaDiffTests::cycle, "create table c (id, next_id)", "create table b (id, next_id)",
						"create table a (id, next_id)", "add foreign key fk_c_next_id on c (next_id) to a (id)"),
				new Case("drops a cycle in two steps", SchemaDiffTests::cycle, (s) -> {
				}, "drop foreign key fk_c_next_id of c", "drop table a", "drop table b", "drop table c"),
				new Case("replaces one table by another", (s) -> s.createTable("a", (t) -> t.bigint("id")),
						(s) -> s.createTable("b", (t) -> t.text("id")), "drop table a", "create table b (id)"),
				new Case("lets a table go that others referred to", (s) -> {
					s.createTable("a", (t) -> t.bigint("id").primaryKey());
					s.createTable("b", (t) -> {
						t.bigint("a_id").references("a", "id");
						t.text("x");
					});
				}, (s) -> s.createTable("b", (t) -> {
					t.bigint("a_id");
					t.text("x");
				}), "drop foreign key fk_b_a_id of b", "drop table a"),
				new Case("follows a name that changes its case", (s) -> s.createTable("Plan", (t) -> t.text("Code")),
						(s) -> s.createTable("plan", (t) -> t.text("code")), "rename table Plan to plan",
						"rename column plan.Code to code"));
	}

	private static Stream<Case> columns() {
		return Stream.of(
				table("adds and drops", (t) -> t.text("a"), (t) -> t.bigint("b").notNull(),
						"add column t.b bigint not null", "drop column t.a"),
				table("changes all facets at once", (t) -> t.varchar("a", 40),
						(t) -> t.varchar("a", 60).notNull().defaultValue("x"),
						"alter column t.a varchar(60) not null default 'x'"),
				table("adds a default", (t) -> t.integer("a"), (t) -> t.integer("a").defaultValue(0),
						"alter column t.a integer default 0"),
				table("removes a default", (t) -> t.integer("a").defaultValue(0), (t) -> t.integer("a"),
						"alter column t.a integer"),
				table("tells a text from an expression", (t) -> t.text("a").defaultValue("CURRENT_DATE"),
						(t) -> t.text("a").defaultExpression("CURRENT_DATE"),
						"alter column t.a text default CURRENT_DATE"),
				table("changes precision and scale", (t) -> t.decimal("a", 10, 2), (t) -> t.decimal("a", 12, 2),
						"alter column t.a decimal(12,2)"),
				table("lets an identity move", (t) -> {
					t.bigint("a").identity();
					t.bigint("b").notNull();
				}, (t) -> {
					t.bigint("a").notNull();
					t.bigint("b").identity();
				}, "alter column t.a bigint not null", "alter column t.b bigint not null identity"),
				table("lets a new column take the identity over", (t) -> t.bigint("a").identity(),
						(t) -> t.integer("b").identity(), "alter column t.a bigint not null",
						"add column t.b integer not null identity", "drop column t.a"));
	}

	private static Stream<Case> keys() {
		return Stream.of(table("changes the columns of a primary key", (t) -> {
			t.bigint("a").primaryKey();
			t.bigint("b");
		}, (t) -> {
			t.bigint("a").primaryKey();
			t.bigint("b").primaryKey();
		}, "drop primary key of t", "alter column t.b bigint not null", "add primary key pk_t on t (a, b)"),
				table("removes a primary key and lets its column be null", (t) -> t.bigint("a").primaryKey(),
						(t) -> t.bigint("a"), "drop primary key of t", "alter column t.a bigint"),
				table("replaces a unique constraint of the same name", (t) -> {
					t.text("a");
					t.bigint("b");
					t.unique("uq", "a");
				}, (t) -> {
					t.text("a");
					t.bigint("b");
					t.unique("uq", "a", "b");
				}, "drop unique constraint uq of t", "add unique constraint uq on t (a, b)"),
				table("removes a unique constraint before its column", (t) -> {
					t.text("a");
					t.bigint("b").unique();
				}, (t) -> t.text("a"), "drop unique constraint uq_t_b of t", "drop column t.b"));
	}

	private static Stream<Case> indexes() {
		Consumer<SchemaEditor> table = (s) -> s.createTable("t", (t) -> {
			t.text("a");
			t.bigint("b");
		});
		return Stream.of(
				new Case("drops an index before its column", table.andThen((s) -> s.createIndex("idx").on("t", "a")),
						(s) -> s.createTable("t", (t) -> t.bigint("b")), "drop index idx of t", "drop column t.a"),
				new Case("adds a column before its index", (s) -> s.createTable("t", (t) -> t.bigint("b")),
						table.andThen((s) -> s.createIndex("idx").on("t", "a")), "add column t.a text",
						"create index idx on t (a)"),
				new Case("replaces an index that becomes unique",
						table.andThen((s) -> s.createIndex("idx").on("t", "a")),
						table.andThen((s) -> s.createIndex("idx").unique().on("t", "a")), "drop index idx of t",
						"create unique index idx on t (a)"),
				new Case("replaces an index whose columns change places",
						table.andThen((s) -> s.createIndex("idx").on("t", "a", "b")),
						table.andThen((s) -> s.createIndex("idx").on("t", "b").descending("a")), "drop index idx of t",
						"create index idx on t (b, a desc)"),
				new Case("replaces an index that exists elsewhere",
						table.andThen((s) -> s.createIndex("idx").on("t", "a")),
						table.andThen((s) -> s.createIndex("idx").on("t", "a").when("production")),
						"drop index idx of t", "create index idx on t (a) when production"),
				new Case("takes a unique constraint and a unique index for two things",
						table.andThen((s) -> s.addUnique("x").on("t", "a")),
						table.andThen((s) -> s.createIndex("x").unique().on("t", "a")), "drop unique constraint x of t",
						"create unique index x on t (a)"));
	}

	private static Stream<Case> foreignKeys() {
		return Stream.of(new Case("adds one after the column and the table it needs", (s) -> {
			s.createTable("a", (t) -> t.text("x"));
		}, (s) -> {
			s.createTable("b", (t) -> t.bigint("id").primaryKey());
			s.createTable("a", (t) -> {
				t.text("x");
				t.bigint("b_id").references("b", "id");
			});
		}, "add column a.b_id bigint", "create table b (id)", "add foreign key fk_a_b_id on a (b_id) to b (id)"),
				new Case("replaces one whose action changes", reference((s) -> {
				}), reference((s) -> s.addForeignKey("fk").on("a", "b_id").references("b", "id").onDeleteCascade()),
						"add foreign key fk on a (b_id) to b (id) on delete cascade"),
				new Case("replaces one whose action is another",
						reference((s) -> s.addForeignKey("fk").on("a", "b_id").references("b", "id").onDeleteCascade()),
						reference((s) -> s.addForeignKey("fk").on("a", "b_id").references("b", "id").onUpdateSetNull()),
						"drop foreign key fk of a", "add foreign key fk on a (b_id) to b (id) on update set null"),
				new Case("steps aside while the types on both sides change", (s) -> {
					s.createTable("b", (t) -> t.integer("id").primaryKey());
					s.createTable("a", (t) -> t.integer("b_id").references("b", "id"));
				}, (s) -> {
					s.createTable("b", (t) -> t.bigint("id").primaryKey());
					s.createTable("a", (t) -> t.bigint("b_id").references("b", "id"));
				}, "drop foreign key fk_a_b_id of a", "alter column a.b_id bigint", "alter column b.id bigint not null",
						"add foreign key fk_a_b_id on a (b_id) to b (id)"),
				new Case("steps aside while the key it refers to is replaced", (s) -> {
					s.createTable("b", (t) -> {
						t.bigint("id").primaryKey();
						t.bigint("other").notNull();
					});
					s.createTable("a", (t) -> t.bigint("b_id").references("b", "id"));
				}, (s) -> {
					s.createTable("b", (t) -> {
						t.bigint("id").notNull().unique();
						t.bigint("other").primaryKey();
					});
					s.createTable("a", (t) -> t.bigint("b_id").references("b", "id"));
				}, "drop foreign key fk_a_b_id of a", "drop primary key of b", "add primary key pk_b on b (other)",
						"add unique constraint uq_b_id on b (id)", "add foreign key fk_a_b_id on a (b_id) to b (id)"));
	}

	private static Stream<Case> noDifference() {
		return Stream.of(table("sees none between equal models", (t) -> t.text("a"), (t) -> t.text("a")),
				table("sees none in the order of columns and constraints", (t) -> {
					t.text("a").unique();
					t.text("b").unique();
				}, (t) -> {
					t.text("b").unique();
					t.text("a").unique();
				}), table("sees none in the name of a primary key", (t) -> t.bigint("a").primaryKey(), (t) -> {
					t.bigint("a").notNull();
					t.primaryKey("another", "a");
				}),
				table("sees none in the scale of a default",
						(t) -> t.decimal("a", 10, 2).defaultValue(new BigDecimal("1.5")),
						(t) -> t.decimal("a", 10, 2).defaultValue(new BigDecimal("1.50"))),
				table("sees none between an integer and an equal number",
						(t) -> t.decimal("a", 10, 2).defaultValue(new BigDecimal("1.0")),
						(t) -> t.decimal("a", 10, 2).defaultValue(1)));
	}

	private static void cycle(SchemaEditor schema) {
		for (String name : List.of("a", "b", "c")) {
			schema.createTable(name, (t) -> {
				t.bigint("id").primaryKey();
				t.bigint("next_id");
			});
		}
		schema.addForeignKey("fk_a_next_id").on("a", "next_id").references("b", "id");
		schema.addForeignKey("fk_b_next_id").on("b", "next_id").references("c", "id");
		schema.addForeignKey("fk_c_next_id").on("c", "next_id").references("a", "id");
	}

	private static Consumer<SchemaEditor> reference(Consumer<SchemaEditor> more) {
		Consumer<SchemaEditor> tables = (s) -> {
			s.createTable("b", (t) -> t.bigint("id").primaryKey());
			s.createTable("a", (t) -> t.bigint("b_id"));
		};
		return tables.andThen(more);
	}

	private static Case table(String name, Consumer<TableEditor> from, Consumer<TableEditor> to, String... operations) {
		return new Case(name, (s) -> s.createTable("t", from), (s) -> s.createTable("t", to), operations);
	}

	@Nested
	class Renames {

		private final Schema mail = Operations.schema((s) -> {
			s.createTable("mail", (t) -> {
				t.bigint("id").primaryKey();
				t.varchar("subject", 40);
				t.varchar("sender", 40);
			});
			s.createIndex("idx_mail_subject").on("mail", "subject");
		});

		@Test
		void areNeverGuessed() {
			Schema to = Operations.schema((s) -> s.createTable("mail", (t) -> {
				t.bigint("id").primaryKey();
				t.varchar("title", 60);
				t.varchar("author", 40);
				t.text("note");
			}));
			assertThatExceptionOfType(AmbiguousRenameException.class)
				.isThrownBy(() -> SchemaDiff.between(this.mail, to, RenameHints.none()))
				.satisfies((ex) -> assertThat(ex.candidates()).containsExactly(
						new Candidate("mail", "subject", "varchar(40)", List.of("author", "note", "title"),
								Map.of("note", "of type text")),
						new Candidate("mail", "sender", "varchar(40)", List.of("author", "note", "title"),
								Map.of("note", "of type text"))))
				.withMessage(
						"""
								A rename is never guessed, and this may be one:
								- column 'mail.subject' of type varchar(40) is gone, and 'mail.author' or 'mail.note' of type text or 'mail.title' is new
								- column 'mail.sender' of type varchar(40) is gone, and 'mail.author' or 'mail.note' of type text or 'mail.title' is new
								If it is a rename, put '@RenamedFrom("subject")' on what is new. If it is not, put \
								'@RenamedFrom({})' on what is new, or say --no-renames.""");
		}

		@Test
		void areNotGuessedForTablesEither() {
			Schema to = Operations.schema((s) -> s.createTable("message", (t) -> {
				t.varchar("sender", 40);
				t.bigint("id").primaryKey();
				t.varchar("subject", 40);
			}));
			assertThatExceptionOfType(AmbiguousRenameException.class)
				.isThrownBy(() -> SchemaDiff.between(this.mail, to, RenameHints.none()))
				.withMessageContaining("- table 'mail' is gone, and 'message' with the same columns is new");
			assertThat(operations(to, RenameHints.none().butNothingElse()))
				.containsExactly("create table message (sender, id, subject)", "drop table mail");
		}

		@Test
		void keepTableColumnsAndIndexes() {
			Schema to = Operations.schema((s) -> {
				s.createTable("message", (t) -> {
					t.bigint("id").primaryKey();
					t.varchar("title", 60).notNull();
					t.varchar("author", 40);
				});
				s.createIndex("idx_mail_subject").on("message", "title");
			});
			assertThat(operations(to,
					RenameHints.none()
						.table("message", "mail")
						.column("message", "title", "subject")
						.column("message", "author", "sender")))
				.containsExactly("rename table mail to message", "rename column message.subject to title",
						"rename column message.sender to author", "alter column message.title varchar(60) not null");
		}

		@Test
		void makeRoomForEachOther() {
			Schema to = Operations.schema((s) -> s.createTable("mail", (t) -> {
				t.bigint("id").primaryKey();
				t.varchar("topic", 40);
				t.varchar("subject", 40);
			}));
			assertThat(operations(to,
					RenameHints.none().column("mail", "topic", "subject").column("mail", "subject", "sender")))
				.containsExactly("rename column mail.subject to topic", "rename column mail.sender to subject",
						"drop index idx_mail_subject of mail");
		}

		@Test
		void freeTheNameForSomethingNew() {
			Schema to = Operations.schema((s) -> {
				s.createTable("message", (t) -> {
					t.bigint("id").primaryKey();
					t.varchar("subject", 40);
					t.varchar("sender", 40);
				});
				s.createIndex("idx_mail_subject").on("message", "subject");
				s.dropPrimaryKey("message");
				s.addPrimaryKey("pk_message").on("message", "id");
				s.createTable("mail", (t) -> t.uuid("key").primaryKey());
			});
			SchemaDiff diff = SchemaDiff.between(this.mail, to, RenameHints.none().table("message", "mail"));
			assertThat(diff.operations()).extracting(Description::of)
				.containsExactly("rename table mail to message", "create table mail (key)");
			assertThat(SchemaFold.apply(this.mail, diff.operations()).tables().get("mail").primaryKey().name())
				.isEqualTo("pk_mail_2");
		}

		@Test
		void doNotHappenAgain() {
			RenameHints hints = RenameHints.none().table("mail", "letter").column("mail", "subject", "title");
			SchemaDiff diff = SchemaDiff.between(this.mail, this.mail, hints);
			assertThat(diff.isEmpty()).isTrue();
			assertThat(diff.remarks()).isEmpty();
		}

		@Test
		void areRemarkedUponWhenTheFormerNameIsUnknown() {
			Schema to = SchemaFold.apply(this.mail, Operations.of((s) -> s.addColumn("mail").text("note")));
			SchemaDiff diff = SchemaDiff.between(this.mail, to, RenameHints.none().column("mail", "note", "remark"));
			assertThat(diff.operations()).extracting(Description::of).containsExactly("add column mail.note text");
			assertThat(diff.remarks())
				.containsExactly("The new column 'mail.note' is said to be renamed from 'remark', "
						+ "which there is not: it is created");
		}

		@Test
		void pairManyColumnsAsTheHintsSay() {
			Schema from = Operations.schema((s) -> s.createTable("t", (t) -> {
				for (int i = 0; i < 14; i++) {
					t.text("a" + i);
				}
			}));
			Schema to = Operations.schema((s) -> s.createTable("t", (t) -> {
				for (int i = 0; i < 14; i++) {
					t.text("b" + i);
				}
			}));
			RenameHints hints = RenameHints.none();
			for (int i = 0; i < 14; i++) {
				hints = hints.column("t", "b" + i, "a" + (13 - i));
			}
			assertThat(SchemaDiff.between(from, to, hints).operations()).extracting(Description::of)
				.hasSize(14)
				.contains("rename column t.a0 to b13", "rename column t.a13 to b0");
		}

		private List<String> operations(Schema to, RenameHints hints) {
			List<SchemaOperation> operations = SchemaDiff.between(this.mail, to, hints).operations();
			assertThat(RandomSchemas.normal(SchemaFold.apply(this.mail, operations)))
				.isEqualTo(RandomSchemas.normal(to));
			return operations.stream().map(Description::of).toList();
		}

	}

	record Case(String name, Consumer<SchemaEditor> from, Consumer<SchemaEditor> to, List<String> operations) {

		Case(String name, Consumer<SchemaEditor> from, Consumer<SchemaEditor> to, String... operations) {
			this(name, from, to, List.of(operations));
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}

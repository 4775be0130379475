package io.masterrecord.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.masterrecord.autoconfigure.early.FirstTickets;
import io.masterrecord.autoconfigure.early.Initialized;
import io.masterrecord.autoconfigure.early.Show;
import io.masterrecord.autoconfigure.early.Ticket;
import io.masterrecord.autoconfigure.shop.Product;
import io.masterrecord.migration.MigrationSource;
import io.masterrecord.model.EntityDefinition;
import io.masterrecord.model.Model;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.Resource;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EarlyReading}.
 */
class EarlyReadingTests {

	private static final String PACKAGE = "io.masterrecord.autoconfigure.early";

	private final ClassLoader classLoader = EarlyReadingTests.class.getClassLoader();

	@Test
	void initializesNoClassOfTheApplication() {
		EarlyReading reading = begin();
		ScannedEntities scan = reading.entities(List.of(PACKAGE), this.classLoader);

		assertThat(reading.migrations(source())).containsExactly(FirstTickets.class);
		assertThat(scan.entities()).containsExactly(Show.class, Ticket.class);
		assertThat(scan.early().types()).as("what runs no code of the application").containsExactly(Ticket.class);
		assertThat(Initialized.NAMES).doesNotContain("Ticket", "FirstTickets");

		Model early = Model.of(definitions(scan), List.of(), scan.early());
		Model usual = Model.of(definitions(scan), List.of());
		assertThat(early.toSchema()).isEqualTo(usual.toSchema());
		assertThat(scan.early().types()).as("what is changed by the model").isEmpty();
	}

	@Test
	void guessesOnly() {
		EarlyReading reading = begin();
		ScannedEntities others = reading.entities(List.of("io.masterrecord.autoconfigure.shop"), this.classLoader);

		assertThat(others.entities()).contains(Product.class).doesNotContain(Ticket.class);
		assertThat(others.early().types()).isEmpty();
		assertThat(reading.migrations(MigrationSource.of("db.none", this.classLoader))).isEmpty();
		ClassLoader another = new ClassLoader(this.classLoader) {
		};
		assertThat(reading.entities(List.of(PACKAGE), another).early().types()).isEmpty();
	}

	@Test
	void leavesFailuresToThoseWhoAsk() {
		EarlyReading reading = new EarlyReading(Set.of(Ticket.class), this.classLoader);
		reading.finish("no package");

		assertThat(reading.migrations(source())).containsExactly(FirstTickets.class);
	}

	@Test
	void tellsOfUnmarkedClassesWhatTheirBytesSay() throws Exception {
		try (GenericApplicationContext context = new GenericApplicationContext()) {
			begin().tell(context);
			Map<Resource, MetadataReader> told = context.getResourceCache(MetadataReader.class);
			MetadataReaderFactory usual = MetadataReaderFactory.create(this.classLoader);

			assertThat(told.values()).extracting((reader) -> reader.getClassMetadata().getClassName())
				.contains(Ticket.class.getName(), Show.class.getName(), FirstTickets.class.getName())
				.doesNotContain(EarlyReading.class.getName());
			for (Map.Entry<Resource, MetadataReader> each : told.entrySet()) {
				assertAlike(each.getValue().getAnnotationMetadata(),
						usual.getMetadataReader(each.getKey()).getAnnotationMetadata());
			}
			assertThat(new ClassPathBeanDefinitionScanner(context).findCandidateComponents(PACKAGE)).isEmpty();
			assertThat(context.getResourceCache(MetadataReader.class).values())
				.filteredOn((reader) -> !(reader instanceof UnmarkedClass))
				.extracting((reader) -> reader.getClassMetadata().getClassName())
				.as("what the scan had to read")
				.containsExactly(PACKAGE + ".package-info");
		}
	}

	private static void assertAlike(AnnotationMetadata told, AnnotationMetadata usual) {
		assertThat(told.getClassName()).isEqualTo(usual.getClassName());
		assertThat(told.getSuperClassName()).isEqualTo(usual.getSuperClassName());
		assertThat(told.getInterfaceNames()).isEqualTo(usual.getInterfaceNames());
		assertThat(told.getMemberClassNames()).isEqualTo(usual.getMemberClassNames());
		assertThat(told.getEnclosingClassName()).isEqualTo(usual.getEnclosingClassName());
		assertThat(told.isInterface()).isEqualTo(usual.isInterface());
		assertThat(told.isAnnotation()).isEqualTo(usual.isAnnotation());
		assertThat(told.isAbstract()).isEqualTo(usual.isAbstract());
		assertThat(told.isFinal()).isEqualTo(usual.isFinal());
		assertThat(told.isIndependent()).isEqualTo(usual.isIndependent());
		assertThat(told.getAnnotationTypes()).isEqualTo(usual.getAnnotationTypes());
		assertThat(told.getDeclaredMethods()).hasSameSizeAs(usual.getDeclaredMethods());
		for (String annotation : List.of("io.masterrecord.migration.MigrationInfo",
				"org.springframework.stereotype.Component", "org.jspecify.annotations.NullMarked")) {
			assertThat(told.hasAnnotation(annotation)).isEqualTo(usual.hasAnnotation(annotation));
			assertThat(told.hasMetaAnnotation(annotation)).isEqualTo(usual.hasMetaAnnotation(annotation));
			assertThat(told.isAnnotated(annotation)).isEqualTo(usual.isAnnotated(annotation));
		}
	}

	private EarlyReading begin() {
		EarlyReading reading = new EarlyReading(Set.of(Ticket.class), this.classLoader);
		reading.finish(PACKAGE);
		return reading;
	}

	private MigrationSource source() {
		return MigrationSource.of(PACKAGE, this.classLoader);
	}

	private static List<EntityDefinition> definitions(ScannedEntities scan) {
		return scan.entities().stream().map(EntityDefinition::of).toList();
	}

}

package io.masterrecord.write;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.masterrecord.testing.CompileCheck;
import io.masterrecord.testing.EngineTest;
import io.masterrecord.testing.TestDatabase;
import io.masterrecord.write.WriteEntities.PlanNote;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What writes let compile and what they do not, and what they say of themselves.
 */
class WriteApiTests {

	private final CompileCheck check = CompileCheck
		.of("""
				package probe;
				import java.math.BigDecimal;
				import java.util.List;
				import io.masterrecord.query.Condition;
				import io.masterrecord.query.Query;
				import io.masterrecord.write.*;
				import org.springframework.data.annotation.Id;
				import static io.masterrecord.query.Change.set;
				record Product(@Id Long id, String sku, String name, int stock, long sold, BigDecimal price, boolean active) {}
				record Old(@Id Long id, String sku, int amount) {}
				class Probe {
					void run(EntityOperations operations, Query<Product> products, Product product, List<Product> all) {
						%s
					}
				}
				""");

	@Test
	void acceptWhatFitsTheProperty() {
		this.check.accepts(
				"products.where(Product::sku).eq(\"x\").update(set(Product::stock).minus(1), set(Product::sold).plus(1))",
				"products.all().update(set(Product::price).plus(BigDecimal.ONE), set(Product::active).to(false))",
				"products.all().update(set(Product::name).toProperty(Product::sku), set(Product::name).toNull())",
				"int gone = products.where(Product::stock).eq(0).delete(); List<Product> was = products.write().deleteReturning()",
				"Product stored = operations.insert(product); List<Product> rows = operations.insertAll(Product.class, all)",
				"UpsertResult<Product> done = operations.upsertAll(Product.class, all).by(Product::sku).updating(Product::name, Product::stock).execute()",
				"operations.upsert(product).by(Product::sku).when(Condition.where(Product::active).isTrue()).execute()",
				"operations.patch(Product.class, 1L).set(Product::name).to(\"x\").set(Product::stock).to(3).execute()",
				"products.insertInto(Old.class).set(Old::sku).toProperty(Product::sku).set(Old::amount).to(3).execute()",
				"Tracked<Product> tracked = operations.unitOfWork().add(product); tracked.change(p -> p)");
	}

	@Test
	void refuseWhatDoesNotFitTheProperty() {
		Map<String, String> refused = new LinkedHashMap<>();
		refused.put("products.all().update(set(Product::stock).to(\"x\"))", "String");
		refused.put("products.all().update(set(Product::name).plus(1))", "plus");
		refused.put("products.all().update(set(Product::stock).plus(\"1\"))", "String");
		refused.put("products.all().update(set(Product::name).toProperty(Product::stock))", "int");
		refused.put("products.all().update(set(Old::amount).to(3))", "Old");
		refused.put("products.update(\"stock\", 3)", "String");
		refused.put("operations.upsert(product).by(Old::sku)", "Old");
		refused.put("operations.upsert(product).by(\"sku\")", "String");
		refused.put("operations.upsert(product).updating(Old::amount)", "Old");
		refused.put("operations.upsert(product).when(Condition.where(Old::amount).eq(1))", "Condition");
		refused.put("operations.patch(Product.class, 1L).set(Product::stock).to(\"x\")", "String");
		refused.put("operations.insertAll(Old.class, all)", "insertAll");
		refused.put("products.insertInto(Old.class).set(Product::sku)", "sku");
		refused.put("products.insertInto(Old.class).set(Old::amount).to(\"x\")", "String");
		refused.put("operations.unitOfWork().add(product).change(p -> \"x\")", "String");
		this.check.refuses(refused);
	}

	@EngineTest
	void theWayOfWritingManyRowsIsToldOnce(TestDatabase database) {
		EntityOperations operations = WriteFixture.of(database, PlanNote.class).operations();
		Logger logger = (Logger) LoggerFactory.getLogger("io.masterrecord.write");
		ListAppender<ILoggingEvent> events = new ListAppender<>();
		events.start();
		Level level = logger.getLevel();
		logger.addAppender(events);
		logger.setLevel(Level.DEBUG);
		try {
			for (int i = 0; i < 3; i++) {
				operations.insertAll(PlanNote.class, List.of(new PlanNote(null, "a"), new PlanNote(null, "b")));
			}
		}
		finally {
			logger.detachAppender(events);
			logger.setLevel(level);
		}
		assertThat(events.list).extracting(ILoggingEvent::getFormattedMessage)
			.filteredOn((message) -> message.startsWith("Many rows are written to "))
			.singleElement()
			.asString()
			.contains(" as ")
			.hasSizeGreaterThan(40);
	}

}

package io.masterrecord.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.masterrecord.migration.Migration;
import io.masterrecord.migration.MigrationSource;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Finds entities and migrations and reads the entities on a thread of its own, while
 * Spring Boot prepares the environment and reads the definitions of beans.
 * <p>
 * It is a guess: that the entities are in the package of the application. Who asks for
 * others, or after something went wrong, has everything looked up as if this had not
 * been. No code of the application runs on the thread, and no class of it is initialized:
 * so nothing can come in another order than without the thread, and no two threads can
 * wait for each other to initialize a class.
 */
final class EarlyReading {

	private final ClassLoader classLoader;

	private final ExecutorService thread = Executors.newSingleThreadExecutor(EarlyReading::thread);

	private final Map<Resource, MetadataReader> unmarked = new ConcurrentHashMap<>();

	private final Future<ScannedEntities> scan;

	private final Future<ScannedEntities> entities;

	private String packageName = "";

	private @Nullable Future<List<Class<? extends Migration>>> migrations;

	/**
	 * Begin with the entities.
	 * @param applications the sources of the application, such as its main class
	 * @param classLoader what loads the entities
	 */
	EarlyReading(Set<?> applications, ClassLoader classLoader) {
		this.classLoader = classLoader;
		MetadataReaderFactory readers = MetadataReaderFactory.create(classLoader);
		this.scan = this.thread
			.submit(() -> ScannedEntities.of(packages(applications), classLoader, (resource, marks) -> {
				if (marks.isUnmarked()) {
					this.unmarked.put(resource, new UnmarkedClass(resource, marks, readers));
				}
			}));
		this.entities = this.thread.submit(() -> this.scan.get().read());
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "masterrecord-reading");
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Go on with the migrations, and end.
	 * @param name the name of their package
	 */
	void finish(String name) {
		this.packageName = name;
		this.migrations = this.thread.submit(() -> prepared(MigrationSource.of(name, this.classLoader).classes()));
		this.thread.shutdown();
	}

	/**
	 * Spare those who look for components the classes that can be none.
	 * @param loader loads the classes they look at
	 */
	void tell(DefaultResourceLoader loader) {
		if (loader.getClassLoader() == this.classLoader && result(this.scan) != null) {
			loader.getResourceCache(MetadataReader.class).putAll(this.unmarked);
		}
	}

	/**
	 * Return the entities in packages.
	 * @param packages the packages
	 * @param loader what loads the entities
	 */
	ScannedEntities entities(List<String> packages, @Nullable ClassLoader loader) {
		ScannedEntities found = (loader == this.classLoader) ? result(this.entities) : null;
		return (found != null && found.packages().equals(packages)) ? found : ScannedEntities.of(packages, loader);
	}

	/**
	 * Return the classes of migrations.
	 * @param source where they are
	 */
	List<Class<? extends Migration>> migrations(MigrationSource source) {
		List<Class<? extends Migration>> found = (this.migrations != null
				&& source.isOf(this.packageName, this.classLoader)) ? result(this.migrations) : null;
		return (found != null) ? found : source.classes();
	}

	/**
	 * Wait for something.
	 * @return what was found, or {@code null} if the search failed
	 */
	private static <T> @Nullable T result(Future<T> task) {
		try {
			return task.get();
		}
		catch (ExecutionException ex) {
			return null;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return null;
		}
	}

	private static List<String> packages(Set<?> applications) {
		return applications.stream()
			.filter(Class.class::isInstance)
			.map((application) -> ((Class<?>) application).getPackageName())
			.toList();
	}

	/**
	 * Let the classes be verified and their annotations be read, which takes most of the
	 * time of creating a migration.
	 */
	private static List<Class<? extends Migration>> prepared(List<Class<? extends Migration>> types) {
		types.forEach((type) -> {
			type.getDeclaredConstructors();
			type.getAnnotations();
		});
		return types;
	}

}

package io.masterrecord.write;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.masterrecord.write.WriteEvent.Kind;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Those who are told about writes. They are asked for with the first write, as they may
 * write themselves.
 */
final class WriteListeners {

	private static final Log log = LogFactory.getLog(WriteListener.class);

	private final Supplier<List<WriteListener>> given;

	private volatile @Nullable List<WriteListener> listeners;

	WriteListeners(Supplier<List<WriteListener>> given) {
		this.given = given;
	}

	boolean isEmpty() {
		return all().isEmpty();
	}

	/**
	 * Run a write, and tell about it.
	 * @param subjects what is written
	 * @param now returns what it is afterwards
	 */
	<R> R around(Class<?> entity, Kind kind, List<?> subjects, Supplier<R> write, Function<R, List<?>> now) {
		List<WriteListener> all = all();
		if (all.isEmpty()) {
			return write.get();
		}
		WriteEvent event = new WriteEvent(entity, kind, subjects);
		R result;
		try {
			all.forEach((listener) -> listener.writing(event));
			result = write.get();
		}
		catch (RuntimeException ex) {
			RuntimeException failure = (ex instanceof UnexplainedFailure unexplained) ? unexplained.failure() : ex;
			all.forEach((listener) -> failed(listener, event, failure));
			throw ex;
		}
		WriteEvent done = new WriteEvent(entity, kind, now.apply(result));
		all.forEach((listener) -> listener.written(done));
		return result;
	}

	private static void failed(WriteListener listener, WriteEvent event, RuntimeException failure) {
		try {
			listener.failed(event, failure);
		}
		catch (RuntimeException | Error ex) {
			log.warn("The listener '%s' failed, which changes nothing for the failure it was told about"
				.formatted(listener.getClass().getName()), ex);
		}
	}

	private List<WriteListener> all() {
		List<WriteListener> known = this.listeners;
		if (known == null) {
			known = List.copyOf(this.given.get());
			this.listeners = known;
		}
		return known;
	}

}

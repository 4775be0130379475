package io.masterrecord.cache;

import java.util.Set;
import java.util.function.Consumer;

/**
 * Carries the news of changed tables between the instances of an application, so that
 * none of them keeps rows that another one has changed. An application provides it as a
 * bean, on whatever it uses for messages.
 *
 * @since 0.1.0
 */
public interface InvalidationChannel {

	/**
	 * Tell the other instances that tables were changed. Called after a commit, on the
	 * thread of the writer: it should return at once. A failure is logged, and the others
	 * go on with what they have until it is too old.
	 * @param tables the tables; none if it may be any
	 */
	void publish(Set<String> tables);

	/**
	 * Set who is to be told what the other instances publish. What comes from this
	 * instance may be left out or not.
	 * @param listener takes the tables; none if it may be any
	 */
	void subscribe(Consumer<Set<String>> listener);

}

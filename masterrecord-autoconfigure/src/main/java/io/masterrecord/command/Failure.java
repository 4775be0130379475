package io.masterrecord.command;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import io.masterrecord.MasterRecordException;
import io.masterrecord.context.UnmigratedModelException;
import io.masterrecord.context.UnstableModelException;
import io.masterrecord.diff.AmbiguousRenameException;
import io.masterrecord.diff.SeedConflictException;
import io.masterrecord.generate.InvalidMigrationNameException;
import io.masterrecord.generate.MigrationExistsException;
import io.masterrecord.generate.SquashException;
import io.masterrecord.migration.DataLossException;
import io.masterrecord.migration.MigrationDataException;
import io.masterrecord.migration.MigrationFailedException;
import io.masterrecord.migration.MigrationHistoryException;
import io.masterrecord.migration.MigrationLockException;
import io.masterrecord.migration.MigrationValidationException;
import io.masterrecord.model.ModelException;
import io.masterrecord.seed.SeedException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/**
 * Why a command failed, in the words of the failure analyzers that report the failures of
 * a start.
 *
 * @param exitCode how the process ends
 * @param description what went wrong
 * @param action what to do, or {@code null} if nobody knows
 */
record Failure(ExitCode exitCode, String description, @Nullable String action) {

	private static final Log logger = LogFactory.getLog(Failure.class);

	private static final List<Kind> KINDS = List.of(
			new Kind(ExitCode.REFUSED, CommandRefusedException.class::isInstance),
			new Kind(ExitCode.REFUSED, AmbiguousRenameException.class::isInstance),
			new Kind(ExitCode.REFUSED, MigrationExistsException.class::isInstance),
			new Kind(ExitCode.REFUSED, SquashException.class::isInstance),
			new Kind(ExitCode.REFUSED, DataLossException.class::isInstance),
			new Kind(ExitCode.USAGE, InvalidMigrationNameException.class::isInstance),
			new Kind(ExitCode.MODEL_CHANGED, UnmigratedModelException.class::isInstance),
			new Kind(ExitCode.INVALID, UnstableModelException.class::isInstance),
			new Kind(ExitCode.INVALID, SeedConflictException.class::isInstance),
			new Kind(ExitCode.MIGRATION_FAILED, MigrationFailedException.class::isInstance),
			new Kind(ExitCode.LOCKED, MigrationLockException.class::isInstance),
			new Kind(ExitCode.HISTORY, MigrationHistoryException.class::isInstance),
			new Kind(ExitCode.INVALID, MigrationValidationException.class::isInstance),
			new Kind(ExitCode.INVALID, MigrationDataException.class::isInstance),
			new Kind(ExitCode.INVALID, ModelException.class::isInstance),
			new Kind(ExitCode.INVALID, SeedException.class::isInstance),
			new Kind(ExitCode.UNREACHABLE, Failure::isConnectionFailure));

	static Failure of(Throwable thrown, @Nullable BeanFactory beanFactory, @Nullable Environment environment) {
		List<Throwable> causes = causes(thrown);
		ExitCode exitCode = exitCode(causes);
		for (Throwable cause : causes) {
			if (cause instanceof CommandRefusedException refused) {
				return new Failure(exitCode, messageOf(refused), refused.getAction());
			}
		}
		FailureAnalysis analysis = analyze(thrown, beanFactory, environment);
		if (analysis != null) {
			return new Failure(exitCode, analysis.getDescription(), analysis.getAction());
		}
		return new Failure(exitCode, messageOf(mostTelling(causes)), null);
	}

	private static ExitCode exitCode(List<Throwable> causes) {
		for (Throwable cause : causes) {
			for (Kind kind : KINDS) {
				if (kind.matches().test(cause)) {
					return kind.exitCode();
				}
			}
		}
		return ExitCode.FAILED;
	}

	private static Throwable mostTelling(List<Throwable> causes) {
		return causes.stream()
			.filter(MasterRecordException.class::isInstance)
			.findFirst()
			.orElse(causes.get(causes.size() - 1));
	}

	private static String messageOf(Throwable thrown) {
		String message = thrown.getMessage();
		return (message != null) ? message : thrown.getClass().getName();
	}

	private static @Nullable FailureAnalysis analyze(Throwable thrown, @Nullable BeanFactory beanFactory,
			@Nullable Environment environment) {
		ArgumentResolver arguments = ArgumentResolver.none();
		if (beanFactory != null) {
			arguments = arguments.and(BeanFactory.class, beanFactory);
		}
		if (environment != null) {
			arguments = arguments.and(Environment.class, environment);
		}
		List<FailureAnalyzer> analyzers = SpringFactoriesLoader
			.forDefaultResourceLocation(Failure.class.getClassLoader())
			.load(FailureAnalyzer.class, arguments, FailureHandler.logging(logger));
		for (FailureAnalyzer analyzer : analyzers) {
			FailureAnalysis analysis = analyzer.analyze(thrown);
			if (analysis != null) {
				return analysis;
			}
		}
		return null;
	}

	private static boolean isConnectionFailure(Throwable thrown) {
		return thrown instanceof CannotGetJdbcConnectionException || (thrown instanceof SQLException sql
				&& sql.getSQLState() != null && sql.getSQLState().startsWith("08"));
	}

	private static List<Throwable> causes(Throwable thrown) {
		List<Throwable> causes = new ArrayList<>();
		for (Throwable cause = thrown; cause != null && !causes.contains(cause); cause = cause.getCause()) {
			causes.add(cause);
		}
		return causes;
	}

	private record Kind(ExitCode exitCode, Predicate<Throwable> matches) {
	}

}

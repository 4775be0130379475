package io.masterrecord.repository;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;
import org.springframework.data.repository.config.DefaultRepositoryBaseClass;

/**
 * Makes beans of the {@link MasterRecordRepository} interfaces below some packages. An
 * application with Spring Boot needs it only for other packages than its own.
 *
 * @since 0.1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Import(MasterRecordRepositoriesRegistrar.class)
public @interface EnableMasterRecordRepositories {

	/**
	 * The packages to look into. Alias of {@link #basePackages()}.
	 */
	@AliasFor("basePackages")
	String[] value() default {};

	/**
	 * The packages to look into; if none is named, that of the annotated class.
	 */
	@AliasFor("value")
	String[] basePackages() default {};

	/**
	 * Classes whose packages to look into.
	 */
	Class<?>[] basePackageClasses() default {};

	/**
	 * The interfaces to take, among those that would be.
	 */
	Filter[] includeFilters() default {};

	/**
	 * The interfaces to leave out.
	 */
	Filter[] excludeFilters() default {};

	/**
	 * What the names of classes end in that implement fragments of repositories.
	 */
	String repositoryImplementationPostfix() default "Impl";

	/**
	 * Where the properties of named queries are; empty for
	 * {@code META-INF/masterrecord-named-queries.properties}.
	 */
	String namedQueriesLocation() default "";

	/**
	 * The factory of the beans.
	 */
	Class<?> repositoryFactoryBeanClass() default MasterRecordRepositoryFactoryBean.class;

	/**
	 * What stands behind the interfaces; {@link SimpleMasterRecordRepository} unless
	 * another class is named.
	 */
	Class<?> repositoryBaseClass() default DefaultRepositoryBaseClass.class;

	/**
	 * Whether interfaces inside of classes are taken.
	 */
	boolean considerNestedRepositories() default false;

	/**
	 * The name of the bean that manages transactions; empty for that of the context, or
	 * with {@link #operationsRef()} for the only or primary one.
	 */
	String transactionManagerRef() default "";

	/**
	 * The name of the {@code EntityOperations} bean; empty for the only one.
	 */
	String operationsRef() default "";

}

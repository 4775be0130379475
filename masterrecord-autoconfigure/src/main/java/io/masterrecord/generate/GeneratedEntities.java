package io.masterrecord.generate;

import java.util.List;

/**
 * The entities of the tables of a database.
 *
 * @param entities the entities, in order of their tables
 * @param remarks what entities cannot say, or what a person should look at
 * @since 0.1.0
 */
public record GeneratedEntities(List<GeneratedEntity> entities, List<String> remarks) {

	public GeneratedEntities {
		entities = List.copyOf(entities);
		remarks = List.copyOf(remarks);
	}

}

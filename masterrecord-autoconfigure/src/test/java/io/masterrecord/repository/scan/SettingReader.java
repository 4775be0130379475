package io.masterrecord.repository.scan;

import java.util.Optional;

import io.masterrecord.write.WriteEntities.Setting;

import org.springframework.data.repository.Repository;

/**
 * Not ours: it extends none of our types, and its entity has no annotation of ours.
 */
public interface SettingReader extends Repository<Setting, String> {

	/**
	 * Not called.
	 */
	Optional<Setting> findById(String id);

}

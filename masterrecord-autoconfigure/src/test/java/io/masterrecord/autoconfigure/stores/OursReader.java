package io.masterrecord.autoconfigure.stores;

/**
 * A repository of ours by its entity.
 */
interface OursReader extends ReadRepository<Ours> {

}

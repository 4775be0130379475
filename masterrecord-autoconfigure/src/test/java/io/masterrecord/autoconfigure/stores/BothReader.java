package io.masterrecord.autoconfigure.stores;

interface BothReader extends ReadRepository<Both> {

}

package io.masterrecord.autoconfigure.stores;

interface OrderRepository extends ReadRepository<Order> {

}

insert into "product" ("title", "stock") values ('Ink', 2);

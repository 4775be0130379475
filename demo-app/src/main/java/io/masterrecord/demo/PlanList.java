package io.masterrecord.demo;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Sort;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A page of plans as people see it: what is shown, and where the links lead.
 *
 * @param filter what the list is narrowed down to
 * @param page the plans
 * @param defaultSize how many plans are on a page unless asked otherwise
 */
record PlanList(PlanFilter filter, Page<ListedPlan> page, int defaultSize) {

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	private static final Sort.Order NEWEST_FIRST = Sort.Order.desc("createdAt");

	private static final int LINKS_AROUND = 2;

	public List<Row> rows() {
		return this.page.stream().map(this::row).toList();
	}

	public List<Column> columns() {
		return List.of(column("Number", "planNo"), column("Title", "title"), column("Type", "planType"),
				column("Status", "status"), column("Created by", "createdByName"), column("Created", "createdAt"));
	}

	public boolean isFiltered() {
		return !filterParameters().isEmpty();
	}

	/**
	 * The orders to choose from.
	 */
	public List<Choice> orders() {
		return List.of(new Choice("", "Newest first", order().equals(NEWEST_FIRST)),
				choice("createdAt,asc", "Oldest first"), choice("planNo,asc", "Number, A to Z"),
				choice("planNo,desc", "Number, Z to A"), choice("title,asc", "Title, A to Z"),
				choice("title,desc", "Title, Z to A"), choice("planType,asc", "Type, A to Z"),
				choice("planType,desc", "Type, Z to A"), choice("status,asc", "Status, A to Z"),
				choice("status,desc", "Status, Z to A"));
	}

	/**
	 * Which plans these are of how many.
	 */
	public String range() {
		long total = this.page.getTotalElements();
		if (this.page.isEmpty()) {
			return "No plans here, %d elsewhere".formatted(total);
		}
		long first = this.page.getPageable().getOffset() + 1;
		return "%d–%d of %d %s".formatted(first, first + this.page.getNumberOfElements() - 1, total,
				(total == 1) ? "plan" : "plans");
	}

	public @Nullable String previous() {
		return this.page.hasPrevious() ? link(this.page.getNumber() - 1, order()) : null;
	}

	public @Nullable String next() {
		return this.page.hasNext() ? link(this.page.getNumber() + 1, order()) : null;
	}

	public String start() {
		return link(0, order());
	}

	/**
	 * Links to the first and the last page and to those around this one; a link without
	 * target stands for what is left out.
	 */
	public List<PageLink> links() {
		int current = this.page.getNumber();
		int last = this.page.getTotalPages() - 1;
		List<PageLink> links = new ArrayList<>();
		int before = -1;
		int[] numbers = IntStream.rangeClosed(0, last)
			.filter((number) -> number == 0 || number == last || Math.abs(number - current) <= LINKS_AROUND)
			.toArray();
		for (int number : numbers) {
			if (number > before + 1) {
				links.add(new PageLink("…", null, false));
			}
			links.add(new PageLink(String.valueOf(number + 1), link(number, order()), number == current));
			before = number;
		}
		return links;
	}

	private Row row(ListedPlan plan) {
		return new Row(String.valueOf(plan.id()), this.filter.highlight(plan.planNo()),
				this.filter.highlight(plan.title()), plan.planType(), plan.status().text(), plan.createdByName(),
				plan.createdAt(), DATE.format(plan.createdAt()));
	}

	private Choice choice(String value, String text) {
		return new Choice(value, text, text(order()).equals(value));
	}

	private Column column(String title, String property) {
		Sort.Order order = order();
		boolean sorted = order.getProperty().equals(property);
		String direction = "none";
		if (sorted) {
			direction = order.isAscending() ? "ascending" : "descending";
		}
		Sort.Order wanted = (sorted && order.isAscending()) ? Sort.Order.desc(property) : Sort.Order.asc(property);
		return new Column(title, property, direction, link(0, wanted));
	}

	private Sort.Order order() {
		return this.page.getSort().stream().findFirst().orElse(NEWEST_FIRST);
	}

	private String link(int number, Sort.Order order) {
		Map<String, String> parameters = filterParameters();
		if (!order.equals(NEWEST_FIRST)) {
			parameters.put("sort", text(order));
		}
		if (this.page.getSize() != this.defaultSize) {
			parameters.put("size", String.valueOf(this.page.getSize()));
		}
		if (number > 0) {
			parameters.put("page", String.valueOf(number));
		}
		UriComponentsBuilder link = UriComponentsBuilder.fromPath("/");
		parameters.keySet().forEach((name) -> link.queryParam(name, "{" + name + "}"));
		return link.encode().buildAndExpand(parameters).toUriString();
	}

	private Map<String, String> filterParameters() {
		Map<String, String> parameters = new LinkedHashMap<>();
		put(parameters, "keyword", this.filter.keyword());
		put(parameters, "planNo", this.filter.planNo());
		PlanStatus status = this.filter.status();
		put(parameters, "status", (status != null) ? status.text() : null);
		put(parameters, "planType", this.filter.planType());
		return parameters;
	}

	private static void put(Map<String, String> parameters, String name, @Nullable String value) {
		if (value != null && !value.isBlank()) {
			parameters.put(name, value);
		}
	}

	private static String text(Sort.Order order) {
		return order.getProperty() + (order.isAscending() ? ",asc" : ",desc");
	}

	/**
	 * A plan; number and title are HTML.
	 */
	record Row(String id, String planNoHtml, String titleHtml, String planType, String status,
			@Nullable String createdBy, Instant createdAt, String created) {
	}

	/**
	 * A heading; with a link, a click sorts by it.
	 */
	record Column(String title, @Nullable String property, String direction, @Nullable String link) {
	}

	/**
	 * One of the orders.
	 */
	record Choice(String value, String text, boolean selected) {
	}

	/**
	 * A link to a page.
	 */
	record PageLink(String text, @Nullable String link, boolean current) {
	}

}

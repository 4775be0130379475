package io.masterrecord.demo;

import java.math.BigDecimal;

import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Pageable;
import org.springframework.data.web.PagedModel;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reports for programs.
 */
@RestController
@RequestMapping("/api/reports")
class ReportApi {

	private final ReportService reports;

	ReportApi(ReportService reports) {
		this.reports = reports;
	}

	@GetMapping("/spend-per-user")
	PagedModel<SpendPerUser> spendPerUser(@RequestParam(required = false) @Nullable Long userId,
			@RequestParam(required = false) @Nullable BigDecimal minTotal, Pageable pageable) {
		return new PagedModel<>(this.reports.spendPerUser(userId, minTotal, pageable));
	}

	@GetMapping("/latest-plans-per-user")
	PagedModel<PlansOfUser> latestPlansPerUser(Pageable pageable) {
		return new PagedModel<>(this.reports.latestPlansPerUser(pageable));
	}

}

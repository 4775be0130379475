package io.masterrecord.demo;

import io.masterrecord.context.MasterRecordContext;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * How the application and its database are, for people. Programs ask
 * {@code /actuator/health} and {@code /actuator/masterrecord}.
 */
@Controller
class StatusPage {

	private final MasterRecordContext context;

	private final HealthEndpoint health;

	StatusPage(MasterRecordContext context, HealthEndpoint health) {
		this.context = context;
		this.health = health;
	}

	@GetMapping("/status")
	String status(Model model) {
		model.addAttribute("status", StatusView.of(this.context, this.health));
		return "status";
	}

}

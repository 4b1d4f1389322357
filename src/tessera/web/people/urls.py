"""Addresses of people, organisations, groups and the audit log."""

from django.urls import path

from . import audit, groups, organisations, people, person

PERSON = "people/<uuid:public_id>/"

urlpatterns = [
    path("people/", people.people_list, name="people"),
    path("people/invite/", people.person_invite_page, name="person-invite"),
    path(PERSON, person.person, name="person"),
    path(PERSON + "roles/add/", person.role_add, name="role-add"),
    path(PERSON + "roles/<int:pk>/end/", person.role_end, name="role-end"),
    path(PERSON + "<str:step>/", person.person_step, name="person-step"),
    path("organizations/", organisations.organisation_list, name="organisations"),
    path("organizations/add/", organisations.organisation_add, name="organisation-add"),
    path("organizations/<slug:code>/", organisations.organisation, name="organisation"),
    path("organizations/<slug:code>/edit/", organisations.organisation_edit, name="organisation-edit"),
    path("groups/", groups.group_list, name="groups"),
    path("groups/add/", groups.group_add, name="group-add"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/edit/", groups.group_edit, name="group-edit"),
    path("groups/<int:pk>/members/add/", groups.member_add, name="member-add"),
    path("groups/<int:pk>/members/<int:member>/end/", groups.member_end, name="member-end"),
    path("audit/", audit.audit_log, name="audit"),
]

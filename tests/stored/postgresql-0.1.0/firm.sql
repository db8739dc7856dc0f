--
-- PostgreSQL database dump
--

\restrict sample

-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: multibuh_attachments; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.multibuh_attachments (
    firm_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    organization_id text NOT NULL COLLATE pg_catalog."C",
    directory_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    media_type text NOT NULL COLLATE pg_catalog."C",
    size bigint NOT NULL,
    sha256 text NOT NULL COLLATE pg_catalog."C",
    added_at text NOT NULL COLLATE pg_catalog."C",
    added_by text NOT NULL COLLATE pg_catalog."C",
    private_to text COLLATE pg_catalog."C"
);


--
-- Name: multibuh_commits; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.multibuh_commits (
    firm_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    committed_at text NOT NULL COLLATE pg_catalog."C",
    committed_by text NOT NULL COLLATE pg_catalog."C",
    channel text COLLATE pg_catalog."C",
    import_id text COLLATE pg_catalog."C",
    source text COLLATE pg_catalog."C",
    sheet text COLLATE pg_catalog."C",
    digest bytea NOT NULL
);


--
-- Name: multibuh_directories; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.multibuh_directories (
    firm_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    folded text NOT NULL COLLATE pg_catalog."C",
    description text NOT NULL COLLATE pg_catalog."C",
    visibility text NOT NULL COLLATE pg_catalog."C",
    owner_id text NOT NULL COLLATE pg_catalog."C",
    show_in_card bigint NOT NULL,
    "position" bigint NOT NULL,
    archived_at text COLLATE pg_catalog."C",
    updated_at text NOT NULL COLLATE pg_catalog."C",
    updated_by text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL
);


--
-- Name: multibuh_directory_revisions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.multibuh_directory_revisions (
    firm_id text NOT NULL COLLATE pg_catalog."C",
    directory_id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    description text NOT NULL COLLATE pg_catalog."C",
    visibility text NOT NULL COLLATE pg_catalog."C",
    owner_id text NOT NULL COLLATE pg_catalog."C",
    show_in_card bigint NOT NULL,
    "position" bigint NOT NULL,
    archived_at text COLLATE pg_catalog."C",
    action text NOT NULL COLLATE pg_catalog."C",
    commit_id text NOT NULL COLLATE pg_catalog."C",
    "row" bigint,
    private_to text COLLATE pg_catalog."C",
    digest bytea NOT NULL
);


--
-- Name: multibuh_entries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.multibuh_entries (
    firm_id text NOT NULL COLLATE pg_catalog."C",
    organization_id text NOT NULL COLLATE pg_catalog."C",
    directory_id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    text text NOT NULL COLLATE pg_catalog."C",
    attachments text NOT NULL COLLATE pg_catalog."C",
    updated_at text NOT NULL COLLATE pg_catalog."C",
    updated_by text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: multibuh_entry_revisions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.multibuh_entry_revisions (
    firm_id text NOT NULL COLLATE pg_catalog."C",
    organization_id text NOT NULL COLLATE pg_catalog."C",
    directory_id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    text text NOT NULL COLLATE pg_catalog."C",
    attachments text NOT NULL COLLATE pg_catalog."C",
    action text NOT NULL COLLATE pg_catalog."C",
    commit_id text NOT NULL COLLATE pg_catalog."C",
    "row" bigint,
    private_to text COLLATE pg_catalog."C",
    digest bytea NOT NULL
);


--
-- Name: multibuh_external_ids; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.multibuh_external_ids (
    firm_id text NOT NULL COLLATE pg_catalog."C",
    system text NOT NULL COLLATE pg_catalog."C",
    value text NOT NULL COLLATE pg_catalog."C",
    organization_id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: multibuh_organization_revisions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.multibuh_organization_revisions (
    firm_id text NOT NULL COLLATE pg_catalog."C",
    organization_id text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    inn text COLLATE pg_catalog."C",
    kpp text COLLATE pg_catalog."C",
    ogrn text COLLATE pg_catalog."C",
    external_ids text NOT NULL COLLATE pg_catalog."C",
    archived_at text COLLATE pg_catalog."C",
    action text NOT NULL COLLATE pg_catalog."C",
    commit_id text NOT NULL COLLATE pg_catalog."C",
    "row" bigint,
    digest bytea NOT NULL
);


--
-- Name: multibuh_organizations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.multibuh_organizations (
    firm_id text NOT NULL COLLATE pg_catalog."C",
    id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    folded text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    inn text COLLATE pg_catalog."C",
    kpp text COLLATE pg_catalog."C",
    ogrn text COLLATE pg_catalog."C",
    external_ids text NOT NULL COLLATE pg_catalog."C",
    archived_at text COLLATE pg_catalog."C",
    updated_at text NOT NULL COLLATE pg_catalog."C",
    updated_by text NOT NULL COLLATE pg_catalog."C",
    version bigint NOT NULL
);


--
-- Name: multibuh_store; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.multibuh_store (
    id text NOT NULL COLLATE pg_catalog."C"
);


--
-- Name: multibuh_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.multibuh_version (
    version_num character varying(32) NOT NULL COLLATE pg_catalog."C"
);


--
-- Data for Name: multibuh_attachments; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.multibuh_attachments (firm_id, id, organization_id, directory_id, name, media_type, size, sha256, added_at, added_by, private_to) FROM stdin;
fintrust	0190abcd-0000-7000-8000-000000000021	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000002	reglament.txt	text/plain	18	f10f8ca17c043f27aa9d1f120b81d46b9253f0c81a02f64b1a491d270524195c	2026-01-12T09:00:23.000001+00:00	anna	\N
fintrust	0190abcd-0000-7000-8000-000000000023	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000002	reglament.txt	text/plain	30	cb09c65825aab661f0f00bc311dd6cc4853a86d18cc2c6c3d0faebd867f8d69e	2026-01-12T09:00:24.000001+00:00	anna	\N
fintrust	0190abcd-0000-7000-8000-000000000025	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000006	secret.txt	text/plain	21	09c7da9149036f84c423513a9661bae818287c6b1d5bd8d24ddf5319236992b7	2026-01-12T09:00:25.000001+00:00	anna	anna
fintrust	0190abcd-0000-7000-8000-000000000028	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000006	common.txt	text/plain	15	c89f3ec3480bb85853dc3bb2f64e9b63318406a2bd1fa48e4dfa4a8000f232e1	2026-01-12T09:00:27.000001+00:00	anna	\N
\.


--
-- Data for Name: multibuh_commits; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.multibuh_commits (firm_id, id, committed_at, committed_by, channel, import_id, source, sheet, digest) FROM stdin;
fintrust	0190abcd-0000-7000-8000-000000000001	2026-01-12T09:00:00.000001+00:00	anna	portal	\N	\N	\N	\\xb22b71fcf80ba2679738cc01498dad9cd56e3ea8d1883e36bfa9968901d830f2
fintrust	0190abcd-0000-7000-8000-000000000003	2026-01-12T09:00:01.000001+00:00	anna	portal	\N	\N	\N	\\x999817d7ba806654b434de8882c778287d9a6267b45c00f303f66c9297ea3d1d
fintrust	0190abcd-0000-7000-8000-000000000005	2026-01-12T09:00:02.000001+00:00	anna	portal	\N	\N	\N	\\xa27c00c56ae4451d59ec565b8743353626069f5704fb7b39842861a4ed0add75
fintrust	0190abcd-0000-7000-8000-000000000007	2026-01-12T09:00:03.000001+00:00	galina		\N	\N	\N	\\x8b6f724b2a6b4af0c6dbe3e09fb8af7055110994ea3d7e74bc0c318d8556cba5
fintrust	0190abcd-0000-7000-8000-000000000009	2026-01-12T09:00:04.000001+00:00	boris		\N	\N	\N	\\xb3b2e7f23b0b16a41a477e7a293882b66f09196dab5fb04b0df17b120eff5a82
fintrust	0190abcd-0000-7000-8000-00000000000b	2026-01-12T09:00:05.000001+00:00	anna	portal	\N	\N	\N	\\x2b25088728152ced571371241a76c3363e0eccb4dac2da077f895671e4aa4c6b
fintrust	0190abcd-0000-7000-8000-00000000000d	2026-01-12T09:00:06.000001+00:00	anna	portal	\N	\N	\N	\\xd97308de7630a99d274beaf2afa9cb8ed3af2bff1f3ea75642243ce3b83383f4
fintrust	0190abcd-0000-7000-8000-00000000000f	2026-01-12T09:00:07.000001+00:00	anna	portal	\N	\N	\N	\\xd7d3ad9c57ff09d243d46c0519e24021c440bf1f1724582c6532dd769be1a046
fintrust	0190abcd-0000-7000-8000-000000000011	2026-01-12T09:00:08.000001+00:00	anna	portal	\N	\N	\N	\\x570a94e3f8bd253321b9f433cffb209c8284ac16b26075e069d88cf6f3e46b9d
fintrust	0190abcd-0000-7000-8000-000000000012	2026-01-12T09:00:09.000001+00:00	anna	portal	\N	\N	\N	\\x057d1f1c75c64df5399c07a032c62143376f2857b4b53f7d034f8d378754566d
fintrust	0190abcd-0000-7000-8000-000000000013	2026-01-12T09:00:10.000001+00:00	anna	portal	\N	\N	\N	\\x3047ae47d6f7a7e3efc8883b24072e433334031558e6dc78c3c7d9184b2b7256
fintrust	0190abcd-0000-7000-8000-000000000014	2026-01-12T09:00:11.000001+00:00	anna	portal	\N	\N	\N	\\x75392f0b5851325eaf46e144b09b43c5fb9dfd83293825795f889387aa8a9f7f
fintrust	0190abcd-0000-7000-8000-000000000015	2026-01-12T09:00:12.000001+00:00	anna	portal	\N	\N	\N	\\x041711bae6365bd9dfd6b4c6f82ebb8da65669c7860f280574b223a7860cfe8c
fintrust	0190abcd-0000-7000-8000-000000000016	2026-01-12T09:00:13.000001+00:00	anna	portal	\N	\N	\N	\\xe4b5446dad32ab73ebbdb5318f71b992fd1b892cdab457332c76c93724bd95b9
fintrust	0190abcd-0000-7000-8000-000000000017	2026-01-12T09:00:14.000001+00:00	anna	portal	\N	\N	\N	\\xa90ad41dd981bf51ff955bfa3bb090953e13a641b781d15582baef3ad1b56c1f
fintrust	0190abcd-0000-7000-8000-000000000018	2026-01-12T09:00:15.000001+00:00	anna	portal	\N	\N	\N	\\xc6bf87b3d1a0ef5d1467075f23f990ff852164c76f65e192ef1dd051f1f1034d
fintrust	0190abcd-0000-7000-8000-000000000019	2026-01-12T09:00:16.000001+00:00	anna	portal	\N	\N	\N	\\xa769ba4eb73649aefc67860396ad341d96f74780d4cfd2a974f0d9b5f7a3a60c
fintrust	0190abcd-0000-7000-8000-00000000001a	2026-01-12T09:00:17.000001+00:00	galina		\N	\N	\N	\\x1ab42b6779a3cec8e29445d4daceeec2d29d6cfecbe65fa7dc46d5fa3f569d71
fintrust	0190abcd-0000-7000-8000-00000000001b	2026-01-12T09:00:18.000001+00:00	galina		\N	\N	\N	\\xc12d1226f4615c9399fc8c3660756965369fbfc549277355b6c2a4b26a3c505e
fintrust	0190abcd-0000-7000-8000-00000000001c	2026-01-12T09:00:19.000001+00:00	galina		\N	\N	\N	\\x23708b5cef7835494ca3234985748ce14d72cdc2530ce20d3f322dff8e195418
fintrust	0190abcd-0000-7000-8000-00000000001d	2026-01-12T09:00:20.000001+00:00	boris		\N	\N	\N	\\xaf43dc4877404c1585e93929c7b417a6e13bd0a84f5cf9fc1336ec64e4a585ca
fintrust	0190abcd-0000-7000-8000-00000000001e	2026-01-12T09:00:21.000001+00:00	boris		\N	\N	\N	\\x28b8d79a3f9a658f7c9a456d51b3f7da31084163d5d0e761a9cc7604be76d679
fintrust	0190abcd-0000-7000-8000-00000000001f	2026-01-12T09:00:22.000001+00:00	boris		\N	\N	\N	\\x9e30776940cc433ba6ab4594e869410f9a5af38b04ed1847fcff2e38422aaef8
fintrust	0190abcd-0000-7000-8000-000000000020	2026-01-12T09:00:23.000001+00:00	anna	portal	\N	\N	\N	\\x2644b98197e19ff5c8cd8a3e0e69d47ea8f23237733bfaa61866fd44779b686f
fintrust	0190abcd-0000-7000-8000-000000000022	2026-01-12T09:00:24.000001+00:00	anna	portal	\N	\N	\N	\\xccf3c6a734d15d57861f7586fe797d9fc79412c650d008990bf8df2d1e3d72a7
fintrust	0190abcd-0000-7000-8000-000000000024	2026-01-12T09:00:25.000001+00:00	anna	portal	\N	\N	\N	\\xcf967e206fc8e7b0b97af817b2b060385d637f62dd30f0859ec4a8bb34067920
fintrust	0190abcd-0000-7000-8000-000000000026	2026-01-12T09:00:26.000001+00:00	anna	portal	\N	\N	\N	\\xc2c2d2eaf70db61c0eb79c276eeb4d05308ae15310df1cdb977a0509e56e3e90
fintrust	0190abcd-0000-7000-8000-000000000027	2026-01-12T09:00:27.000001+00:00	anna	portal	\N	\N	\N	\\x72f30a973481084227a4b2fbeeb6318adb99949154e2fb87a97573c91c836831
fintrust	0190abcd-0000-7000-8000-000000000029	2026-01-12T09:00:28.000001+00:00	anna	portal	\N	\N	\N	\\x4e69a09e281e3cc77b8a9a8c2d641be255f60f58d6dd3f83082cb1808c55f100
fintrust	0190abcd-0000-7000-8000-00000000002a	2026-01-12T09:00:29.000001+00:00	boris		\N	\N	\N	\\xdf46338b8e33c1e6311156e4aab52db788cb27ab809fbc173a08ae90f0a35e3c
fintrust	0190abcd-0000-7000-8000-00000000002b	2026-01-12T09:00:30.000001+00:00	boris		\N	\N	\N	\\x7314781695609c05ff40b7e36e392c1c6ed069e70315ef7422fd9654c629dfa8
fintrust	0190abcd-0000-7000-8000-00000000002c	2026-01-12T09:00:31.000001+00:00	anna	portal	\N	\N	\N	\\x024602ebcbe216fa8c01da7e8ef2704c60c4e47f3b937c73a18dd2218056fbe8
fintrust	0190abcd-0000-7000-8000-00000000002e	2026-01-12T09:00:32.000001+00:00	anna	\N	0190abcd-0000-7000-8000-00000000002d	Клиенты	Лист1	\\xae0bb5d61558d766608c9c8f8fdc613bce5be4bccb5984c386ce12e7a09897dc
fintrust	0190abcd-0000-7000-8000-00000000002f	2026-01-12T09:00:33.000001+00:00	anna	portal	\N	\N	\N	\\x7b42b9e8b075cf3e0e5bef059abef6d42995c655ba12780177f948f27a03d525
fintrust	0190abcd-0000-7000-8000-000000000030	2026-01-12T09:00:34.000001+00:00	anna	portal	\N	\N	\N	\\xbc72d8b1c7633afbedbdadad8e615ab75f77e66ef732462fa7dbfe813b88a906
fintrust	0190abcd-0000-7000-8000-000000000031	2026-01-12T09:00:35.000001+00:00	boris		\N	\N	\N	\\xa06d62b7ddbedf17fd15c32e5aa168a6e3ce02ea45387255ff49d1978a62766d
fintrust	0190abcd-0000-7000-8000-000000000032	2026-01-12T09:00:36.000001+00:00	anna	portal	\N	\N	\N	\\x17cc1a29651d43ab3fa270dd00cb943434ef141e503d970f722a1a7b73db5ccf
fintrust	0190abcd-0000-7000-8000-000000000033	2026-01-12T09:00:37.000001+00:00	boris		\N	\N	\N	\\xdf7beaa14740ab099951627bc683be4fdcb2b7c8897ae0d75b4ae57e0700e46c
fintrust	0190abcd-0000-7000-8000-000000000034	2026-01-12T09:00:38.000001+00:00	boris		\N	\N	\N	\\x4237735b9a09a6350a280dd6cbda9bcd691332f124d080d1f6f99ee277b142e5
\.


--
-- Data for Name: multibuh_directories; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.multibuh_directories (firm_id, id, name, folded, description, visibility, owner_id, show_in_card, "position", archived_at, updated_at, updated_by, version) FROM stdin;
fintrust	0190abcd-0000-7000-8000-000000000004	Мои заметки	мои заметки		personal	anna	1	-1	\N	2026-01-12T09:00:01.000001+00:00	anna	1
fintrust	0190abcd-0000-7000-8000-000000000006	Личное, потом общее	личное, потом общее		collective	anna	1	0	\N	2026-01-12T09:00:28.000001+00:00	anna	2
fintrust	0190abcd-0000-7000-8000-000000000008	Заметки Галины	заметки галины	До увольнения	personal	anna	0	0	\N	2026-01-12T09:00:35.000001+00:00	boris	2
fintrust	0190abcd-0000-7000-8000-000000000002	Карта обслуживания	карта обслуживания	Главный справочник	collective	boris	1	0	\N	2026-01-12T09:00:36.000001+00:00	anna	3
fintrust	0190abcd-0000-7000-8000-00000000000a	Старый справочник	старый справочник		collective	boris	0	0	2026-01-12T09:00:37.000001+00:00	2026-01-12T09:00:37.000001+00:00	boris	2
\.


--
-- Data for Name: multibuh_directory_revisions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.multibuh_directory_revisions (firm_id, directory_id, version, name, description, visibility, owner_id, show_in_card, "position", archived_at, action, commit_id, "row", private_to, digest) FROM stdin;
fintrust	0190abcd-0000-7000-8000-000000000002	1	Карта обслуживания		collective	anna	1	0	\N	created	0190abcd-0000-7000-8000-000000000001	\N	\N	\\x8096b9ccaac560d499f99a0f211b0f84c417bcc159f5b29a029ec108c04e55d2
fintrust	0190abcd-0000-7000-8000-000000000004	1	Мои заметки		personal	anna	1	-1	\N	created	0190abcd-0000-7000-8000-000000000003	\N	\N	\\x1c1c30d13d5fff52aa3adedfa790a50fab12b378c1284544878fdc0adc1b8203
fintrust	0190abcd-0000-7000-8000-000000000008	1	Заметки Галины	До увольнения	personal	galina	0	0	\N	created	0190abcd-0000-7000-8000-000000000007	\N	\N	\\x9e191209df749914e8ceb5f5199239bcfee61ea365ef36903056badc2cb7b411
fintrust	0190abcd-0000-7000-8000-00000000000a	1	Старый справочник		collective	boris	0	0	\N	created	0190abcd-0000-7000-8000-000000000009	\N	\N	\\x64e5a4f9523f57c3f00e7dcd401f94904ac8069dd91fd2f91cdc3de45add8071
fintrust	0190abcd-0000-7000-8000-000000000006	1	Личное, потом общее		personal	anna	1	0	\N	created	0190abcd-0000-7000-8000-000000000005	\N	anna	\\x375faf77460f3b2533a04ba0bddf6cc0be6ba8d0df96d1259a02128d4682db9d
fintrust	0190abcd-0000-7000-8000-000000000006	2	Личное, потом общее		collective	anna	1	0	\N	published	0190abcd-0000-7000-8000-000000000029	\N	\N	\\xae3af519e44ba35ddfdd8b910b6c64bdf22fb2ccf9fc2507a60801ed18442322
fintrust	0190abcd-0000-7000-8000-000000000002	2	Карта обслуживания	Главный справочник	collective	anna	1	0	\N	updated	0190abcd-0000-7000-8000-000000000030	\N	\N	\\x07180f323f6d50ea23178918ac80d49d4baea15d44b3104eca3c876421cc6ad3
fintrust	0190abcd-0000-7000-8000-000000000008	2	Заметки Галины	До увольнения	personal	anna	0	0	\N	handed_over	0190abcd-0000-7000-8000-000000000031	\N	\N	\\x9dfc0a2d68599967bdff8d847a66a4c62b0da7763875a4743ada576946846ca7
fintrust	0190abcd-0000-7000-8000-000000000002	3	Карта обслуживания	Главный справочник	collective	boris	1	0	\N	transferred	0190abcd-0000-7000-8000-000000000032	\N	\N	\\x754e318527be15670acf95912bef90767fdcc757c2bdf246c4ae1ff9293ea7b0
fintrust	0190abcd-0000-7000-8000-00000000000a	2	Старый справочник		collective	boris	0	0	2026-01-12T09:00:37.000001+00:00	archived	0190abcd-0000-7000-8000-000000000033	\N	\N	\\x361c7ea667e0343cfcbaf5ae0191875b64dcb214bbbd4afd61c79051e0519e6e
\.


--
-- Data for Name: multibuh_entries; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.multibuh_entries (firm_id, organization_id, directory_id, version, text, attachments, updated_at, updated_by) FROM stdin;
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000004	1	Мои заметки: ООО «Ромашка»	[]	2026-01-12T09:00:11.000001+00:00	anna
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000004	1	Мои заметки: ИП Ёлкина Анна	[]	2026-01-12T09:00:12.000001+00:00	anna
fintrust	0190abcd-0000-7000-8000-000000000010	0190abcd-0000-7000-8000-000000000004	1	Мои заметки: АО «Закрытое»	[]	2026-01-12T09:00:13.000001+00:00	anna
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000008	1	Заметки Галины: ООО «Ромашка»	[]	2026-01-12T09:00:17.000001+00:00	galina
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000008	1	Заметки Галины: ИП Ёлкина Анна	[]	2026-01-12T09:00:18.000001+00:00	galina
fintrust	0190abcd-0000-7000-8000-000000000010	0190abcd-0000-7000-8000-000000000008	1	Заметки Галины: АО «Закрытое»	[]	2026-01-12T09:00:19.000001+00:00	galina
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-00000000000a	1	Старый справочник: ООО «Ромашка»	[]	2026-01-12T09:00:20.000001+00:00	boris
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-00000000000a	1	Старый справочник: ИП Ёлкина Анна	[]	2026-01-12T09:00:21.000001+00:00	boris
fintrust	0190abcd-0000-7000-8000-000000000010	0190abcd-0000-7000-8000-00000000000a	1	Старый справочник: АО «Закрытое»	[]	2026-01-12T09:00:22.000001+00:00	boris
fintrust	0190abcd-0000-7000-8000-000000000010	0190abcd-0000-7000-8000-000000000002	2		[]	2026-01-12T09:00:31.000001+00:00	anna
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000002	4	Из таблицы\nвторая строка	[["0190abcd-0000-7000-8000-000000000023","reglament.txt","text/plain",30,"cb09c65825aab661f0f00bc311dd6cc4853a86d18cc2c6c3d0faebd867f8d69e","2026-01-12T09:00:24.000001+00:00","anna"]]	2026-01-12T09:00:32.000001+00:00	anna
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000002	2	Из таблицы\nвторая строка	[]	2026-01-12T09:00:32.000001+00:00	anna
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000006	5	Личное, потом общее: ИП Ёлкина Анна	[["0190abcd-0000-7000-8000-000000000028","common.txt","text/plain",15,"c89f3ec3480bb85853dc3bb2f64e9b63318406a2bd1fa48e4dfa4a8000f232e1","2026-01-12T09:00:27.000001+00:00","anna"]]	2026-01-12T09:00:28.000001+00:00	anna
fintrust	0190abcd-0000-7000-8000-000000000010	0190abcd-0000-7000-8000-000000000006	2	Личное, потом общее: АО «Закрытое»	[]	2026-01-12T09:00:28.000001+00:00	anna
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000006	4	Личное, потом общее: ООО «Ромашка»	[]	2026-01-12T09:00:30.000001+00:00	boris
\.


--
-- Data for Name: multibuh_entry_revisions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.multibuh_entry_revisions (firm_id, organization_id, directory_id, version, text, attachments, action, commit_id, "row", private_to, digest) FROM stdin;
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000002	1	Карта обслуживания: ООО «Ромашка»	[]	written	0190abcd-0000-7000-8000-000000000011	\N	\N	\\x2ee330e97c90d36cd55391de242840b71bf3cbac9baf95e58e01f90b7387fd1b
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000002	1	Карта обслуживания: ИП Ёлкина Анна	[]	written	0190abcd-0000-7000-8000-000000000012	\N	\N	\\xbd5f92fca15682edc69ca4443f8d5705107a86a19b1f892c4d2aca57f9aa0efc
fintrust	0190abcd-0000-7000-8000-000000000010	0190abcd-0000-7000-8000-000000000002	1	Карта обслуживания: АО «Закрытое»	[]	written	0190abcd-0000-7000-8000-000000000013	\N	\N	\\x348e83587be9a3e538a71244a00bc83c5ceca31edbd8742aef8571257d1ae003
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000004	1	Мои заметки: ООО «Ромашка»	[]	written	0190abcd-0000-7000-8000-000000000014	\N	\N	\\xaa5c9020c164f8a2c869e1adaeed320acfed448cb56a2a4c606a12e64637276a
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000004	1	Мои заметки: ИП Ёлкина Анна	[]	written	0190abcd-0000-7000-8000-000000000015	\N	\N	\\x552440a8215c640e4f31bd91bf9bed28efd76b1ff21a5e5ac1caa32080e79742
fintrust	0190abcd-0000-7000-8000-000000000010	0190abcd-0000-7000-8000-000000000004	1	Мои заметки: АО «Закрытое»	[]	written	0190abcd-0000-7000-8000-000000000016	\N	\N	\\xe95ec88765156b9a007f310da720acf6fba7ff28ef9fdf5f61fffa91a2c84047
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000008	1	Заметки Галины: ООО «Ромашка»	[]	written	0190abcd-0000-7000-8000-00000000001a	\N	\N	\\x5f81d7e0fd5a9ff931ab6a46c5ebd18c5c2e38e1b6a04a58db6f2a59e76ef1bb
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000008	1	Заметки Галины: ИП Ёлкина Анна	[]	written	0190abcd-0000-7000-8000-00000000001b	\N	\N	\\x3dc0924a1ba88ff08e06b3d11e0f1d6f0b0d71f7b061e37a09e2c71dd38f8ad2
fintrust	0190abcd-0000-7000-8000-000000000010	0190abcd-0000-7000-8000-000000000008	1	Заметки Галины: АО «Закрытое»	[]	written	0190abcd-0000-7000-8000-00000000001c	\N	\N	\\x3b2489c66712062fb93c09ccf9d2e7af1a7ecb358567e01f708f6c46d6d686b9
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-00000000000a	1	Старый справочник: ООО «Ромашка»	[]	written	0190abcd-0000-7000-8000-00000000001d	\N	\N	\\xf2c334c392ddcb139ca24c235ea2af9a3a1f7c21c4e2fb5f1132c64231680ef0
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-00000000000a	1	Старый справочник: ИП Ёлкина Анна	[]	written	0190abcd-0000-7000-8000-00000000001e	\N	\N	\\x13f2fb31dd445fd1214fa89fc1e47089bdbd450bfe0f0ff75b596609a7289e7d
fintrust	0190abcd-0000-7000-8000-000000000010	0190abcd-0000-7000-8000-00000000000a	1	Старый справочник: АО «Закрытое»	[]	written	0190abcd-0000-7000-8000-00000000001f	\N	\N	\\xbaeb00c8ac4459cd9c4f23ba439e0e30bfc43a523b097aba2d7c9f7abe1e3ca0
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000002	2	Карта обслуживания: ООО «Ромашка»	[["0190abcd-0000-7000-8000-000000000021","reglament.txt","text/plain",18,"f10f8ca17c043f27aa9d1f120b81d46b9253f0c81a02f64b1a491d270524195c","2026-01-12T09:00:23.000001+00:00","anna"]]	attached	0190abcd-0000-7000-8000-000000000020	\N	\N	\\xf748ced477f5e251befc481dc15a733c873fd1a585780b832ac1d22ed4dafb6f
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000002	3	Карта обслуживания: ООО «Ромашка»	[["0190abcd-0000-7000-8000-000000000023","reglament.txt","text/plain",30,"cb09c65825aab661f0f00bc311dd6cc4853a86d18cc2c6c3d0faebd867f8d69e","2026-01-12T09:00:24.000001+00:00","anna"]]	attached	0190abcd-0000-7000-8000-000000000022	\N	\N	\\xa09322b139cf9086740907f23c70ff44f890e92a722cf1e1d8a922cea2387350
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000006	1	Личное, потом общее: ООО «Ромашка»	[]	written	0190abcd-0000-7000-8000-000000000017	\N	anna	\\xd2e20d591dbab2a5b54ac79c9cc44157991ca3fbcaa0a254bd2a433a11a8bc28
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000006	1	Личное, потом общее: ИП Ёлкина Анна	[]	written	0190abcd-0000-7000-8000-000000000018	\N	anna	\\x29941adeae55d3d742b02c9b6d8a5146ed45435f2b613f97e13877bb5f282634
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000006	2	Личное, потом общее: ИП Ёлкина Анна	[["0190abcd-0000-7000-8000-000000000025","secret.txt","text/plain",21,"09c7da9149036f84c423513a9661bae818287c6b1d5bd8d24ddf5319236992b7","2026-01-12T09:00:25.000001+00:00","anna"]]	attached	0190abcd-0000-7000-8000-000000000024	\N	anna	\\xdc7c7d2695c80a5a2aa1c4409f205cf152b62deac18bf0ae96aec2b4936a293b
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000006	3	Личное, потом общее: ИП Ёлкина Анна	[]	detached	0190abcd-0000-7000-8000-000000000026	\N	anna	\\xf3f3119a07ec7e74ac536c1547fd9552c7a42e8d8594b6908533ec128ecd7768
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000006	4	Личное, потом общее: ИП Ёлкина Анна	[["0190abcd-0000-7000-8000-000000000028","common.txt","text/plain",15,"c89f3ec3480bb85853dc3bb2f64e9b63318406a2bd1fa48e4dfa4a8000f232e1","2026-01-12T09:00:27.000001+00:00","anna"]]	attached	0190abcd-0000-7000-8000-000000000027	\N	anna	\\x6fe84222771701363d311103f31ff62e8a400c0e50a1ba83433c175bbc7834c1
fintrust	0190abcd-0000-7000-8000-000000000010	0190abcd-0000-7000-8000-000000000006	1	Личное, потом общее: АО «Закрытое»	[]	written	0190abcd-0000-7000-8000-000000000019	\N	anna	\\x619fc040afcb20256c74a580ab87ad6943ebbcae26ec1b5237d09efce0230a25
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000006	2	Личное, потом общее: ООО «Ромашка»	[]	published	0190abcd-0000-7000-8000-000000000029	\N	\N	\\x73f87f0b41d7a7accf7d3780ee132bdf67ca474177d8b31fb59f753e74e308c5
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000006	5	Личное, потом общее: ИП Ёлкина Анна	[["0190abcd-0000-7000-8000-000000000028","common.txt","text/plain",15,"c89f3ec3480bb85853dc3bb2f64e9b63318406a2bd1fa48e4dfa4a8000f232e1","2026-01-12T09:00:27.000001+00:00","anna"]]	published	0190abcd-0000-7000-8000-000000000029	\N	\N	\\xb55db64b107fac278d97dd1db75eab719350fb98bc06630905c897f42b3ee92f
fintrust	0190abcd-0000-7000-8000-000000000010	0190abcd-0000-7000-8000-000000000006	2	Личное, потом общее: АО «Закрытое»	[]	published	0190abcd-0000-7000-8000-000000000029	\N	\N	\\x4cd01a123221fca0e83823749e60b4f6fe9e36783abb02cc97b8808f89f53f47
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000006	3	Уже общее	[]	written	0190abcd-0000-7000-8000-00000000002a	\N	\N	\\x0f4a009965142fe1282d3af06f6e2ed35dca92908582e00f05929a3aac3b9ad5
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000006	4	Личное, потом общее: ООО «Ромашка»	[]	restored	0190abcd-0000-7000-8000-00000000002b	\N	\N	\\xace01d6c379b36866015ce535e6b2f0cd0667ddbd06b5fae298d644399c609aa
fintrust	0190abcd-0000-7000-8000-000000000010	0190abcd-0000-7000-8000-000000000002	2		[]	cleared	0190abcd-0000-7000-8000-00000000002c	\N	\N	\\xdb74c9ac59e1a88179ff5796f519cbc6e3f71c72e870383f99777cef0c80c3a2
fintrust	0190abcd-0000-7000-8000-00000000000c	0190abcd-0000-7000-8000-000000000002	4	Из таблицы\nвторая строка	[["0190abcd-0000-7000-8000-000000000023","reglament.txt","text/plain",30,"cb09c65825aab661f0f00bc311dd6cc4853a86d18cc2c6c3d0faebd867f8d69e","2026-01-12T09:00:24.000001+00:00","anna"]]	written	0190abcd-0000-7000-8000-00000000002e	2	\N	\\xe20aaefd53196ecd9b769cd2e517838cbfc2501aed38881571d1e8653138c54c
fintrust	0190abcd-0000-7000-8000-00000000000e	0190abcd-0000-7000-8000-000000000002	2	Из таблицы\nвторая строка	[]	written	0190abcd-0000-7000-8000-00000000002e	3	\N	\\xa3a1acc63a4657be8e40feeb6bb344b30555402b47972acfa67da5527ccb96ea
\.


--
-- Data for Name: multibuh_external_ids; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.multibuh_external_ids (firm_id, system, value, organization_id) FROM stdin;
fintrust	1c	000000123	0190abcd-0000-7000-8000-00000000000c
fintrust	crm	7	0190abcd-0000-7000-8000-00000000000e
\.


--
-- Data for Name: multibuh_organization_revisions; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.multibuh_organization_revisions (firm_id, organization_id, version, name, kind, inn, kpp, ogrn, external_ids, archived_at, action, commit_id, "row", digest) FROM stdin;
fintrust	0190abcd-0000-7000-8000-00000000000c	1	ООО «Ромашка»	legal_entity	7707083893	773601001	1027700132195	{"1c":"000000123"}	\N	added	0190abcd-0000-7000-8000-00000000000b	\N	\\x0bc53b4f2ed982e73385fcf86047d91fd74c5af00de3da3077483b9d5b5bc749
fintrust	0190abcd-0000-7000-8000-00000000000e	1	ИП Ёлкина Анна	entrepreneur	500100732259	\N	\N	{}	\N	added	0190abcd-0000-7000-8000-00000000000d	\N	\\x065f3ced133a751a7c06f8e5274bee7f57861b788736570218a57dd71b9ed9d0
fintrust	0190abcd-0000-7000-8000-000000000010	1	АО «Закрытое»	other	\N	\N	\N	{}	\N	added	0190abcd-0000-7000-8000-00000000000f	\N	\\x78684b6766e738ac1d1e89f8f169305eb4725e4ccfb60497705884a0d8d8dc3b
fintrust	0190abcd-0000-7000-8000-00000000000e	2	ИП Ёлкина Анна Петровна	entrepreneur	500100732259	\N	\N	{"crm":"7"}	\N	updated	0190abcd-0000-7000-8000-00000000002f	\N	\\xd1a867b61c609713546624d6d2dd0059fe1a1c4029484c6c751cb51130f9cb30
fintrust	0190abcd-0000-7000-8000-000000000010	2	АО «Закрытое»	other	\N	\N	\N	{}	2026-01-12T09:00:38.000001+00:00	archived	0190abcd-0000-7000-8000-000000000034	\N	\\x3ced43a1064d0cc92b06998a658f54254a76be339961617e41614e627d040148
\.


--
-- Data for Name: multibuh_organizations; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.multibuh_organizations (firm_id, id, name, folded, kind, inn, kpp, ogrn, external_ids, archived_at, updated_at, updated_by, version) FROM stdin;
fintrust	0190abcd-0000-7000-8000-00000000000c	ООО «Ромашка»	ооо «ромашка»	legal_entity	7707083893	773601001	1027700132195	{"1c":"000000123"}	\N	2026-01-12T09:00:05.000001+00:00	anna	1
fintrust	0190abcd-0000-7000-8000-00000000000e	ИП Ёлкина Анна Петровна	ип ёлкина анна петровна	entrepreneur	500100732259	\N	\N	{"crm":"7"}	\N	2026-01-12T09:00:33.000001+00:00	anna	2
fintrust	0190abcd-0000-7000-8000-000000000010	АО «Закрытое»	ао «закрытое»	other	\N	\N	\N	{}	2026-01-12T09:00:38.000001+00:00	2026-01-12T09:00:38.000001+00:00	boris	2
\.


--
-- Data for Name: multibuh_store; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.multibuh_store (id) FROM stdin;
01a22588-fed9-7100-a2a5-51062c2d33b2
\.


--
-- Data for Name: multibuh_version; Type: TABLE DATA; Schema: public; Owner: -
--

COPY public.multibuh_version (version_num) FROM stdin;
0001
\.


--
-- Name: multibuh_attachments multibuh_attachments_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_attachments
    ADD CONSTRAINT multibuh_attachments_pk PRIMARY KEY (firm_id, id);


--
-- Name: multibuh_commits multibuh_commits_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_commits
    ADD CONSTRAINT multibuh_commits_pk PRIMARY KEY (firm_id, id);


--
-- Name: multibuh_directories multibuh_directories_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_directories
    ADD CONSTRAINT multibuh_directories_pk PRIMARY KEY (firm_id, id);


--
-- Name: multibuh_directory_revisions multibuh_directory_revisions_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_directory_revisions
    ADD CONSTRAINT multibuh_directory_revisions_pk PRIMARY KEY (firm_id, directory_id, version);


--
-- Name: multibuh_entries multibuh_entries_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_entries
    ADD CONSTRAINT multibuh_entries_pk PRIMARY KEY (firm_id, organization_id, directory_id);


--
-- Name: multibuh_entry_revisions multibuh_entry_revisions_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_entry_revisions
    ADD CONSTRAINT multibuh_entry_revisions_pk PRIMARY KEY (firm_id, organization_id, directory_id, version);


--
-- Name: multibuh_external_ids multibuh_external_ids_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_external_ids
    ADD CONSTRAINT multibuh_external_ids_pk PRIMARY KEY (firm_id, system, value);


--
-- Name: multibuh_organization_revisions multibuh_organization_revisions_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_organization_revisions
    ADD CONSTRAINT multibuh_organization_revisions_pk PRIMARY KEY (firm_id, organization_id, version);


--
-- Name: multibuh_organizations multibuh_organizations_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_organizations
    ADD CONSTRAINT multibuh_organizations_pk PRIMARY KEY (firm_id, id);


--
-- Name: multibuh_store multibuh_store_pk; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_store
    ADD CONSTRAINT multibuh_store_pk PRIMARY KEY (id);


--
-- Name: multibuh_version multibuh_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_version
    ADD CONSTRAINT multibuh_version_pkc PRIMARY KEY (version_num);


--
-- Name: multibuh_attachments_directory_ix; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX multibuh_attachments_directory_ix ON public.multibuh_attachments USING btree (firm_id, directory_id);


--
-- Name: multibuh_attachments_sha256_ix; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX multibuh_attachments_sha256_ix ON public.multibuh_attachments USING btree (firm_id, sha256);


--
-- Name: multibuh_directories_card_ix; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX multibuh_directories_card_ix ON public.multibuh_directories USING btree (firm_id, show_in_card, visibility, owner_id, archived_at, id);


--
-- Name: multibuh_directories_decisive_ux; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX multibuh_directories_decisive_ux ON public.multibuh_directories USING btree (firm_id, id, owner_id, visibility, archived_at);


--
-- Name: multibuh_directories_order_ix; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX multibuh_directories_order_ix ON public.multibuh_directories USING btree (firm_id, "position", folded, id);


--
-- Name: multibuh_directories_owner_ix; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX multibuh_directories_owner_ix ON public.multibuh_directories USING btree (firm_id, owner_id);


--
-- Name: multibuh_directory_revisions_private_ix; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX multibuh_directory_revisions_private_ix ON public.multibuh_directory_revisions USING btree (firm_id, private_to) WHERE (private_to IS NOT NULL);


--
-- Name: multibuh_entry_revisions_private_ix; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX multibuh_entry_revisions_private_ix ON public.multibuh_entry_revisions USING btree (firm_id, private_to) WHERE (private_to IS NOT NULL);


--
-- Name: multibuh_external_ids_organization_ix; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX multibuh_external_ids_organization_ix ON public.multibuh_external_ids USING btree (firm_id, organization_id);


--
-- Name: multibuh_organizations_decisive_ux; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX multibuh_organizations_decisive_ux ON public.multibuh_organizations USING btree (firm_id, id, archived_at);


--
-- Name: multibuh_organizations_folded_ix; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX multibuh_organizations_folded_ix ON public.multibuh_organizations USING btree (firm_id, "left"(folded, 200), id);


--
-- Name: multibuh_organizations_inn_kpp_ux; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX multibuh_organizations_inn_kpp_ux ON public.multibuh_organizations USING btree (firm_id, inn, COALESCE(kpp, ''::text)) WHERE ((archived_at IS NULL) AND (inn IS NOT NULL));


--
-- Name: multibuh_attachments multibuh_attachments_multibuh_entries_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_attachments
    ADD CONSTRAINT multibuh_attachments_multibuh_entries_fk FOREIGN KEY (firm_id, organization_id, directory_id) REFERENCES public.multibuh_entries(firm_id, organization_id, directory_id);


--
-- Name: multibuh_directory_revisions multibuh_directory_revisions_multibuh_commits_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_directory_revisions
    ADD CONSTRAINT multibuh_directory_revisions_multibuh_commits_fk FOREIGN KEY (firm_id, commit_id) REFERENCES public.multibuh_commits(firm_id, id);


--
-- Name: multibuh_directory_revisions multibuh_directory_revisions_multibuh_directories_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_directory_revisions
    ADD CONSTRAINT multibuh_directory_revisions_multibuh_directories_fk FOREIGN KEY (firm_id, directory_id) REFERENCES public.multibuh_directories(firm_id, id);


--
-- Name: multibuh_entries multibuh_entries_multibuh_directories_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_entries
    ADD CONSTRAINT multibuh_entries_multibuh_directories_fk FOREIGN KEY (firm_id, directory_id) REFERENCES public.multibuh_directories(firm_id, id);


--
-- Name: multibuh_entries multibuh_entries_multibuh_organizations_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_entries
    ADD CONSTRAINT multibuh_entries_multibuh_organizations_fk FOREIGN KEY (firm_id, organization_id) REFERENCES public.multibuh_organizations(firm_id, id);


--
-- Name: multibuh_entry_revisions multibuh_entry_revisions_multibuh_commits_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_entry_revisions
    ADD CONSTRAINT multibuh_entry_revisions_multibuh_commits_fk FOREIGN KEY (firm_id, commit_id) REFERENCES public.multibuh_commits(firm_id, id);


--
-- Name: multibuh_entry_revisions multibuh_entry_revisions_multibuh_entries_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_entry_revisions
    ADD CONSTRAINT multibuh_entry_revisions_multibuh_entries_fk FOREIGN KEY (firm_id, organization_id, directory_id) REFERENCES public.multibuh_entries(firm_id, organization_id, directory_id);


--
-- Name: multibuh_external_ids multibuh_external_ids_multibuh_organizations_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_external_ids
    ADD CONSTRAINT multibuh_external_ids_multibuh_organizations_fk FOREIGN KEY (firm_id, organization_id) REFERENCES public.multibuh_organizations(firm_id, id);


--
-- Name: multibuh_organization_revisions multibuh_organization_revisions_multibuh_commits_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_organization_revisions
    ADD CONSTRAINT multibuh_organization_revisions_multibuh_commits_fk FOREIGN KEY (firm_id, commit_id) REFERENCES public.multibuh_commits(firm_id, id);


--
-- Name: multibuh_organization_revisions multibuh_organization_revisions_multibuh_organizations_fk; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.multibuh_organization_revisions
    ADD CONSTRAINT multibuh_organization_revisions_multibuh_organizations_fk FOREIGN KEY (firm_id, organization_id) REFERENCES public.multibuh_organizations(firm_id, id);


--
-- PostgreSQL database dump complete
--

\unrestrict sample

